using Gateway.Caching.Keys;

namespace Gateway.Stitching.Live;

/// <summary>Something that subscribers are told of.</summary>
/// <param name="Field">The field of <c>Subscription</c> that tells it, such as <c>agentSessionUpdated</c>.</param>
/// <param name="Entity">What it happened to.</param>
/// <param name="Marks">By argument of the field, the values with which a subscriber hears of it.</param>
public sealed record LiveEvent(string Field, EntityKey Entity, IReadOnlyDictionary<string, IReadOnlyList<string>> Marks)
{
    /// <summary>Whether a subscriber who gives that value for that argument hears of it.</summary>
    public bool Has(string argument, string value) => Marks.TryGetValue(argument, out var values) && values.Contains(value, StringComparer.Ordinal);
}
