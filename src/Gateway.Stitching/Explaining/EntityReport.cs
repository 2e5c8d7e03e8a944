using Gateway.Caching.Keys;

namespace Gateway.Stitching.Explaining;

/// <summary>What one process knows of an entity, and what a reader would be given.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Sequence">The last invalidation that the process knows of.</param>
/// <param name="InvalidatedAt">The last invalidation of the entity; 0 if there was none.</param>
/// <param name="RemovedAt">When it was removed, by the sequence; 0 if it was not.</param>
/// <param name="Fields">What is known, by name.</param>
public sealed record EntityReport(EntityKey Key, long Sequence, long InvalidatedAt, long RemovedAt, IReadOnlyList<FieldReport> Fields);
