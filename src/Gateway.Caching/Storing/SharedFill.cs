using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Caching.Storing;

/// <summary>What a fetch brought of an entity, for Redis.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Number">The number of the epoch that was known before the fetch began.</param>
/// <param name="Entries">Its fields. Their own sequence does not count.</param>
/// <param name="VouchedAt">
/// Up to this number this process is sure that the entity was not invalidated after <paramref name="Number"/>. It decides where Redis has lost
/// the entity's mark.
/// </param>
internal sealed record SharedFill(EntityKey Key, long Number, RecordEntry[] Entries, long VouchedAt);
