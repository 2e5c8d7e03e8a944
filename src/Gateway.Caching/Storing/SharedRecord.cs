using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Caching.Storing;

/// <summary>What Redis knows of an entity.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Mark">The number of its last invalidation, or a later one.</param>
/// <param name="Entries">At least one; each with a number of the epoch as its sequence, none of them below the mark.</param>
internal sealed record SharedRecord(EntityKey Key, long Mark, RecordEntry[] Entries);
