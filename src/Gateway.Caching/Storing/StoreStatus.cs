namespace Gateway.Caching.Storing;

/// <summary>What can be expected of a record store just now.</summary>
/// <param name="Mode">How it keeps records.</param>
/// <param name="Redis">The state of Redis; null if there is none by intention.</param>
public readonly record struct StoreStatus(StoreMode Mode, RedisState? Redis)
{
    /// <summary>Whether it does less than it was meant to.</summary>
    public bool IsDegraded => Mode == StoreMode.Detached || Redis is not (null or RedisState.Up);
}
