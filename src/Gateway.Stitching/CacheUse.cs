namespace Gateway.Stitching;

/// <summary>What an answer was made of.</summary>
public enum CacheUse
{
    /// <summary>Nothing was looked for: the request was refused.</summary>
    None,

    /// <summary>Values that were known, all as fresh as they should be.</summary>
    Hit,

    /// <summary>Values that were known, one at least no longer fresh: it is fetched anew behind the answer.</summary>
    Revalidated,

    /// <summary>Values that were known, and some that the upstream was asked for.</summary>
    Partial,

    /// <summary>Values that the upstream was asked for.</summary>
    Miss,

    /// <summary>Among others a value that is older than it would be if the upstream did not fail.</summary>
    Stale,

    /// <summary>Something was lacking, and the caller did not want the upstream to be asked.</summary>
    Withheld,

    /// <summary>A mutation: the upstream carried it out.</summary>
    Changed,
}
