namespace Gateway.Caching.Storing;

/// <summary>What a call does in Redis.</summary>
internal enum RedisUse
{
    Read,

    /// <summary>Also what both reads and writes.</summary>
    Write,
}
