using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>What Redis answered about an entity.</summary>
/// <param name="Values">One for each field asked for; none at all without an answer.</param>
/// <param name="Mark">Its mark.</param>
/// <param name="Lease">Who fetches it; null if that was not asked.</param>
internal readonly record struct RawRecord(ArraySegment<RedisValue> Values, RedisValue Mark, RedisValue Lease);
