using System.Diagnostics.Metrics;

namespace Gateway.Caching.Storing;

/// <summary>What this project counts, under the meter <c>Gateway.Caching</c>.</summary>
internal sealed class CachingMetrics
{
    private readonly Counter<long> _joins;
    private readonly Counter<long> _detachments;
    private readonly Counter<long> _foreign;
    private readonly Histogram<double> _delay;

    public CachingMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create("Gateway.Caching");
        _joins = meter.CreateCounter<long>("gateway.cache.joins", "{join}", "How often this process came in step with the others.");
        _detachments = meter.CreateCounter<long>(
            "gateway.cache.detachments", "{detachment}", "How often it was not sure any more to hear of every invalidation, by reason.");
        _foreign = meter.CreateCounter<long>("gateway.cache.messages.rejected", "{message}", "Messages on the channel that no gateway wrote.");
        _delay = meter.CreateHistogram<double>(
            "gateway.cache.invalidation.delay",
            "s",
            "From when an invalidation was told to when it was applied here; by the clocks of two machines where the sender is another.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5] });
    }

    public void CountJoin() => _joins.Add(1);

    /// <param name="reason">silent, epoch, backwards or reconnect.</param>
    public void CountDetach(string reason) => _detachments.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void CountForeignMessage() => _foreign.Add(1);

    public void RecordDelay(long milliseconds, bool isOwn) =>
        _delay.Record(Math.Max(milliseconds, 0) / 1000.0, new KeyValuePair<string, object?>("sender", isOwn ? "self" : "other"));
}
