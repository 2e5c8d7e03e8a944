namespace Gateway.Caching.Storing;

/// <summary>What became of a patch.</summary>
internal enum StoreOutcome
{
    Stored,

    /// <summary>It began before an invalidation.</summary>
    Refused,

    /// <summary>The slot was evicted meanwhile.</summary>
    Detached,
}
