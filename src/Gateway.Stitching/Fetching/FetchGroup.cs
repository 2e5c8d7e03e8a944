using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Fetching;

/// <summary>Needs that share a selection, so that it is written once.</summary>
/// <param name="lookup">How the entities are read; null for a root field.</param>
/// <param name="selection">What is asked of each.</param>
/// <param name="isMany">Whether one list brings them all.</param>
internal sealed class FetchGroup(Lookup? lookup, FetchSelection selection, bool isMany)
{
    public Lookup? Lookup { get; } = lookup;

    public FetchSelection Selection { get; } = selection;

    public bool IsMany { get; } = isMany;

    public List<Need> Needs { get; } = [];
}
