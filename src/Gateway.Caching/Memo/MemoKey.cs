using Gateway.Caching.Keys;

namespace Gateway.Caching.Memo;

/// <summary>A request, as it came, and for whom.</summary>
internal readonly record struct MemoKey(byte[] Text, CacheScope Scope);
