using Gateway.Caching.Keys;

namespace Gateway.Stitching.Fetching;

/// <summary>One root field of a document that goes upstream.</summary>
/// <param name="Alias">Its name in the answer.</param>
/// <param name="Needs">The needs that it serves, one for each key or just the root field's.</param>
/// <param name="Selection">What is asked of each entity; null for a root field.</param>
/// <param name="IsMany">Whether it is a list of entities found by their ids.</param>
internal sealed record FetchCall(string Alias, IReadOnlyList<Need> Needs, FetchSelection? Selection, bool IsMany)
{
    /// <summary>The root field; null for a lookup.</summary>
    public FetchField? Field => Selection is null ? Needs[0].Coverage!.Fields[0] : null;

    /// <summary>Whether another call is of the same root field.</summary>
    public bool SharesFieldWith(FetchCall other) =>
        other.IsMany == IsMany && other.Field?.Model == Field?.Model && other.Selection?.Type == Selection?.Type;

    public IReadOnlyList<EntityKey> Keys { get; } = [.. Needs.Select(need => need.Key.Entity)];
}
