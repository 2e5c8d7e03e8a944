using Gateway.Caching.Keys;

namespace Gateway.Caching.Storing;

/// <summary>All that Redis holds of an entity.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Sequence">Where the sequence is.</param>
/// <param name="InvalidatedAt">Its last invalidation, or that of its type or of everything, whichever is later; null if its mark is not there.</param>
/// <param name="IsRemoved">Whether it was removed, as far as that is remembered.</param>
/// <param name="Fields">What is known, by name.</param>
public sealed record EntityInspection(
    EntityKey Key, long Sequence, long? InvalidatedAt, bool IsRemoved, IReadOnlyList<FieldInspection> Fields);
