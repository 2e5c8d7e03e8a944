using Gateway.Caching.Keys;

namespace Gateway.Caching.Storing;

/// <summary>What of an entity to read from where records are shared.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Fields">Its fields, each once; at least one.</param>
public readonly record struct RecordRead(EntityKey Key, IReadOnlyCollection<FieldKey> Fields);
