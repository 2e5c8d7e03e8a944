using System.Diagnostics.Metrics;
using Gateway.Linear.Feed;

namespace Gateway.Stitching.Feeding;

/// <summary>What is measured of the feed, under the meter <c>Gateway.Stitching</c>.</summary>
public sealed class FeedMetrics
{
    private static readonly FeedHealth[] States = Enum.GetValues<FeedHealth>();

    private readonly Counter<long> _events;
    private readonly Counter<long> _ended;
    private readonly Histogram<double> _gaps;
    private long _heard;
    private long _gapCount;

    public FeedMetrics(IMeterFactory meters, FeedStanding standing)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create("Gateway.Stitching");
        meter.CreateObservableGauge(
            "gateway.feed.health",
            () => from state in States
                  select new Measurement<int>(standing.Current.Health == state ? 1 : 0, new KeyValuePair<string, object?>("state", WordOf(state))),
            null,
            "1 for how it is with the upstream's own subscriptions just now, as this process knows it, 0 for the other states.");
        _events = meter.CreateCounter<long>("gateway.feed.events", "{event}", "Events that the upstream's own subscriptions told this process, by type and outcome.");
        _ended = meter.CreateCounter<long>("gateway.feed.ended", "{connection}", "Connections to them that have ended, or never began, by why.");
        _gaps = meter.CreateHistogram<double>(
            "gateway.feed.gap",
            "s",
            "How long nobody was told of changes, from the end of one connection until what it missed was made good.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 60, 300, 1800, 7200] });
    }

    /// <summary>Events that this process has heard.</summary>
    public long Heard => Volatile.Read(ref _heard);

    /// <summary>Gaps that this process has made good.</summary>
    public long Gaps => Volatile.Read(ref _gapCount);

    /// <summary>The word in metrics and on pages: public, never changed.</summary>
    public static string WordOf(FeedHealth health) => health switch
    {
        FeedHealth.Off => "off",
        FeedHealth.Blind => "blind",
        FeedHealth.Partial => "partial",
        FeedHealth.Repairing => "repairing",
        _ => "live",
    };

    internal void CountEvent(string type, string outcome)
    {
        Interlocked.Increment(ref _heard);
        _events.Add(1, new KeyValuePair<string, object?>("type", type), new KeyValuePair<string, object?>("outcome", outcome));
    }

    internal void CountEnd(FeedEndKind kind) => _ended.Add(1, new KeyValuePair<string, object?>("reason", kind switch
    {
        FeedEndKind.Unreachable => "unreachable",
        FeedEndKind.Unauthorized => "unauthorized",
        FeedEndKind.Crowded => "crowded",
        FeedEndKind.Refused => "refused",
        FeedEndKind.Silent => "silent",
        FeedEndKind.Closed => "closed",
        FeedEndKind.NotApplied => "not_applied",
        _ => "faulty",
    }));

    internal void CountGap(TimeSpan length)
    {
        Interlocked.Increment(ref _gapCount);
        _gaps.Record(length.TotalSeconds);
    }
}
