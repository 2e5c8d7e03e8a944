namespace Gateway.Stitching.Explaining;

/// <summary>Why a value that was known, or might have been, was not served. Callers see the names in lower case.</summary>
internal enum MissReason
{
    /// <summary>Nothing was known of it, neither in this process nor in Redis.</summary>
    Absent,

    /// <summary>Its entity was invalidated, and it was not fetched since.</summary>
    Invalidated,

    /// <summary>It is a list, and something that may belong into it was changed since it was fetched.</summary>
    Listed,

    /// <summary>It was older than the schema allows.</summary>
    Expired,

    /// <summary>It was fetched before a moment at which its entity changes by itself.</summary>
    Lapsed,

    /// <summary>It was older than the caller allows.</summary>
    Demanded,

    /// <summary>This process does not hear of invalidations just now, and it was older than is served then.</summary>
    Detached,

    /// <summary>Values of this field are never kept.</summary>
    Uncacheable,

    /// <summary>Nobody looked for it: it came along with something that was lacking.</summary>
    Along,
}
