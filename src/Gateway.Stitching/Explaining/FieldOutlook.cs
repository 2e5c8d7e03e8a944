namespace Gateway.Stitching.Explaining;

/// <summary>What becomes of a known value when it is read the next time.</summary>
public enum FieldOutlook
{
    /// <summary>It is served.</summary>
    Fresh,

    /// <summary>It is served once more, and fetched behind the answer.</summary>
    Revalidated,

    /// <summary>It is fetched anew, because it is too old; it is served only if the upstream fails.</summary>
    Expired,

    /// <summary>It is fetched anew, because its entity has changed by itself since; it is served only if the upstream fails.</summary>
    Lapsed,

    /// <summary>It is fetched anew, because something that may belong into the list has changed.</summary>
    Listed,

    /// <summary>It is fetched anew: the schema says that it is not kept, or does not know it.</summary>
    Unknown,
}
