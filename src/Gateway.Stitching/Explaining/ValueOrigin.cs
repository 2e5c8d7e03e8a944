namespace Gateway.Stitching.Explaining;

/// <summary>Where a value of an answer came from. Callers see the names in lower case.</summary>
internal enum ValueOrigin
{
    /// <summary>The memory of this process.</summary>
    Process,

    /// <summary>Redis.</summary>
    Redis,

    /// <summary>The upstream, which was asked for it now.</summary>
    Upstream,

    /// <summary>Memory or Redis, but it is older than it should be.</summary>
    Stale,
}
