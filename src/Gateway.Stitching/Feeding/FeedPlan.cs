using System.Collections.Immutable;
using Gateway.Linear.Feed;
using Gateway.Stitching.Events;

namespace Gateway.Stitching.Feeding;

/// <summary>What is listened to, and what of it is made good after a gap: data from the schema's <c>@listensTo</c> and <c>@sweep</c>, not code.</summary>
public sealed class FeedPlan
{
    private readonly EventMap _events;

    internal FeedPlan(ImmutableArray<FeedRule> rules, EventMap events, ImmutableArray<string> sweeps)
    {
        (Rules, _events, Sweeps) = (rules, events, sweeps);
        Queries = [.. rules.Select(rule => rule.Query)];
        Suspects = [.. rules.SelectMany(SuspectsOf).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether nothing is listened to.</summary>
    public bool IsEmpty => Rules.IsEmpty;

    /// <summary>The subscriptions, in the order of <see cref="Rules"/>.</summary>
    public ImmutableArray<FeedQuery> Queries { get; }

    /// <summary>The types of which an entity may have changed unheard in a gap.</summary>
    public ImmutableArray<string> Suspects { get; }

    /// <summary>Documents that are run after a gap.</summary>
    public ImmutableArray<string> Sweeps { get; }

    internal ImmutableArray<FeedRule> Rules { get; }

    /// <summary>The types of which what one subscription tells may make an entity old.</summary>
    internal IReadOnlyCollection<string> SuspectsOf(FeedRule rule) => _events.TypesOf(rule.Event);
}
