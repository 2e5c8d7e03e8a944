using Gateway.Stitching.Drifting;
using Gateway.Stitching.Feeding;

namespace Gateway.Stitching.Sources;

/// <summary>What a run found besides records when it began. Compared by reference.</summary>
/// <param name="vanished">What the upstream is known not to have.</param>
/// <param name="feed">How it was with the upstream's own subscriptions.</param>
internal sealed class ReadingWorld(Vanished vanished, FeedPeriod feed)
{
    public Vanished Vanished => vanished;

    public FeedPeriod Feed => feed;
}
