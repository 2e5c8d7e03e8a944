using System.Diagnostics.Metrics;

namespace Gateway.Stitching.Watching;

/// <summary>What is measured of consistency, under the meter <c>Gateway.Stitching</c>.</summary>
public sealed class ConsistencyMetrics
{
    private readonly Counter<long> _checked;
    private readonly Counter<long> _stale;
    private readonly Histogram<double> _staleness;

    public ConsistencyMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create("Gateway.Stitching");
        _checked = meter.CreateCounter<long>(
            "gateway.cache.consistency.checked", "{entity}", "Entities in memory that were compared with what the upstream has, by type.");
        _stale = meter.CreateCounter<long>(
            "gateway.cache.consistency.stale", "{entity}", "Those of them that were served as fresh and differed for longer than is tolerated, by type.");
        _staleness = meter.CreateHistogram<double>(
            "gateway.cache.consistency.staleness",
            "s",
            "How long ago the oldest value that differed had been fetched: it was wrong for that long at most.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [10, 20, 30, 60, 120, 300, 600, 1800, 3600] });
    }

    internal void CountChecked(string type) => _checked.Add(1, new KeyValuePair<string, object?>("type", type));

    /// <param name="type">Of the entity.</param>
    /// <param name="atMost">For how long it may have been wrong.</param>
    internal void CountStale(string type, TimeSpan atMost)
    {
        _stale.Add(1, new KeyValuePair<string, object?>("type", type));
        _staleness.Record(atMost.TotalSeconds);
    }
}
