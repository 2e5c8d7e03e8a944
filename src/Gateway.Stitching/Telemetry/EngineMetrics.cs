using System.Diagnostics.Metrics;
using Gateway.Stitching.Explaining;

namespace Gateway.Stitching.Telemetry;

/// <summary>What is measured of requests and of the cache, under the meter <c>Gateway.Stitching</c>.</summary>
/// <remarks>What happens for each answer is counted by plain numbers that are read when somebody asks; only what is rare tells a listener at once.</remarks>
public sealed class EngineMetrics
{
    private readonly Counter<long> _misses;
    private readonly Counter<long> _points;
    private readonly Counter<long> _shared;
    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _waves;
    private readonly Histogram<int> _batch;

    public EngineMetrics(IMeterFactory meters)
        : this((meters ?? throw new ArgumentNullException(nameof(meters))).Create("Gateway.Stitching"))
    {
    }

    private EngineMetrics(Meter meter)
    {
        meter.CreateObservableCounter(
            "gateway.requests", () => Requests.Read(), "{request}", "Requests by operation and outcome; the first 200 operations have names.");
        meter.CreateObservableCounter<long>(
            "gateway.cache.lookups",
            () => [new Measurement<long>(Requests.Kept, new KeyValuePair<string, object?>("tier", "memo")), .. Lookups.Read()],
            "{lookup}",
            "Answers that were kept whole, and entities read for others, by where they were found.");
        _misses = meter.CreateCounter<long>("gateway.cache.misses", "{value}", "Values that were lacking when a request was first looked at, by reason.");
        _points = meter.CreateCounter<long>("gateway.linear.points", "{point}", "Complexity that the upstream charged; where it did not tell, that was predicted.");
        _shared = meter.CreateCounter<long>("gateway.fetch.shared", "{fetch}", "Fetches that somebody joined who came while they were under way.");
        _duration = meter.CreateHistogram<double>(
            "gateway.request.duration",
            "s",
            "How long requests took from the first walk to the last byte, by outcome; those aside whose answer was kept whole.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20] });
        _waves = meter.CreateHistogram<int>(
            "gateway.request.waves",
            "{wave}",
            "How often a request had to wait for something; those aside whose answer was kept whole.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [0, 1, 2, 3, 4, 6, 8, 12] });
        _batch = meter.CreateHistogram<int>(
            "gateway.fetch.batch",
            "{member}",
            "How many entities and root fields a request to the upstream asks for, widening aside.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 30, 40, 50] });
    }

    /// <summary>Counts for nobody.</summary>
    internal static EngineMetrics None { get; } = new(new Meter("Gateway.Stitching.None"));

    /// <summary>How many requests there were.</summary>
    internal RequestTally Requests { get; } = new();

    /// <summary>Where entities were found.</summary>
    internal LookupTallies Lookups { get; } = new();

    internal void CountMiss(MissReason reason) => _misses.Add(1, new KeyValuePair<string, object?>("reason", MissReasons.Word(reason)));

    internal void CountPoints(double points) => _points.Add((long)Math.Ceiling(points));

    internal void CountShared() => _shared.Add(1);

    internal void RecordBatch(int members) => _batch.Record(members);

    /// <param name="elapsed">From the first walk to the last byte.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="waves">How often it waited.</param>
    internal void RecordRequest(TimeSpan elapsed, RequestOutcomeWord outcome, int waves)
    {
        if (_duration.Enabled)
        {
            _duration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("outcome", RequestTally.Word(outcome)));
            _waves.Record(waves);
        }
    }
}
