using Gateway.Caching.Keys;

namespace Gateway.Caching.Records;

/// <summary>What one fetch brought of one entity.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Entries">Its fields, each once, all of the same sequence number.</param>
public sealed record RecordPatch(EntityKey Key, RecordEntry[] Entries);
