using Gateway.Caching.Records;

namespace Gateway.Stitching.Sources;

/// <summary>The edges of a page: the same values as its nodes, seen another way.</summary>
/// <param name="Page">The page.</param>
/// <param name="Sequence">The sequence number that it was fetched at.</param>
internal sealed record PageEdges(EmbeddedObject Page, long Sequence);
