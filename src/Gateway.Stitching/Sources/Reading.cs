namespace Gateway.Stitching.Sources;

/// <summary>What became of looking for a value.</summary>
internal enum Reading
{
    /// <summary>There is none that may be served.</summary>
    Missing,

    /// <summary>There is one.</summary>
    Found,

    /// <summary>There is one that may be served once more while it is fetched anew.</summary>
    Old,
}
