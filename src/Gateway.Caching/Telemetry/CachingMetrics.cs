using System.Diagnostics.Metrics;

namespace Gateway.Caching.Telemetry;

/// <summary>What this project counts, under the meter <c>Gateway.Caching</c>.</summary>
internal sealed class CachingMetrics
{
    public const string MeterName = "Gateway.Caching";

    private readonly Counter<long> _rejected;
    private readonly Counter<long> _fills;

    public CachingMetrics(IMeterFactory meters)
        : this(meters.Create(MeterName))
    {
    }

    internal CachingMetrics(Meter meter)
    {
        _rejected = meter.CreateCounter<long>("gateway.cache.values.rejected", "{value}", "Values read from Redis that do not count, by reason.");
        _fills = meter.CreateCounter<long>("gateway.cache.fills", "{entity}", "Entities that were to be stored in Redis, by outcome.");
    }

    /// <param name="reason">Such as <c>corrupt</c>.</param>
    public void CountRejected(string reason) => _rejected.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <param name="outcome"><c>stored</c>, <c>refused</c>, <c>unvouched</c> or <c>failed</c>.</param>
    /// <param name="entities">How many.</param>
    public void CountFills(string outcome, int entities)
    {
        if (entities > 0)
        {
            _fills.Add(entities, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
