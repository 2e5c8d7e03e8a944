using Gateway.Caching.Invalidation;

namespace Gateway.Caching.Memo;

/// <summary>A list that was fetched at some sequence number depends on a tag: it is valid as long as that was not invalidated later.</summary>
public readonly record struct TagStamp(CacheTag Tag, long Sequence);
