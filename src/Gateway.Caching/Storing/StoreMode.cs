namespace Gateway.Caching.Storing;

/// <summary>How a process keeps records just now.</summary>
public enum StoreMode
{
    /// <summary>In its own memory, by intention.</summary>
    Memory,

    /// <summary>In Redis and in its own memory, and it hears of all invalidations.</summary>
    Shared,

    /// <summary>By itself although it should share: it cannot hear of invalidations. Values live for a second, and no invalidation is acknowledged.</summary>
    Detached,
}
