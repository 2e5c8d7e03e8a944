using System.Diagnostics.Metrics;

namespace Gateway.Caching.Telemetry;

/// <summary>What this project counts, under the meter <c>Gateway.Caching</c>.</summary>
internal sealed class CachingMetrics
{
    public const string MeterName = "Gateway.Caching";

    private readonly Counter<long> _rejected;
    private readonly Counter<long> _fills;
    private readonly Counter<long> _joins;
    private readonly Counter<long> _detachments;
    private readonly Counter<long> _foreign;
    private readonly Counter<long> _documents;
    private readonly Counter<long> _silent;
    private readonly Histogram<double> _delay;
    private readonly Histogram<double> _wait;

    public CachingMetrics(IMeterFactory meters)
        : this(meters.Create(MeterName))
    {
    }

    internal CachingMetrics(Meter meter)
    {
        _rejected = meter.CreateCounter<long>("gateway.cache.values.rejected", "{value}", "Values read from Redis that do not count, by reason.");
        _fills = meter.CreateCounter<long>("gateway.cache.fills", "{entity}", "Entities that were to be stored in Redis, by outcome.");
        _joins = meter.CreateCounter<long>("gateway.cache.joins", "{join}", "How often this process came in step with the others.");
        _detachments = meter.CreateCounter<long>(
            "gateway.cache.detachments", "{detachment}", "How often it was not sure any more to hear of every invalidation, by reason.");
        _foreign = meter.CreateCounter<long>("gateway.cache.messages.rejected", "{message}", "Messages on the channel that no gateway wrote.");
        _documents = meter.CreateCounter<long>("gateway.cache.documents", "{document}", "Documents that were to be written to Redis, by outcome.");
        _silent = meter.CreateCounter<long>(
            "gateway.cache.invalidation.silent", "{process}", "Processes that did not acknowledge an invalidation while it was waited for, by outcome.");
        _delay = meter.CreateHistogram<double>(
            "gateway.cache.invalidation.delay",
            "s",
            "From when an invalidation was told to when it was applied here; by the clocks of two machines where the sender is another.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
        _wait = meter.CreateHistogram<double>(
            "gateway.cache.invalidation.wait",
            "s",
            "From when an invalidation was told to when no process relied any more on what it knew before.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
    }

    private static double[] Seconds { get; } = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

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

    public void CountJoin() => _joins.Add(1);

    /// <param name="reason"><c>silent</c>, <c>epoch</c>, <c>backwards</c>, <c>reconnect</c> or <c>read-only</c>.</param>
    public void CountDetachment(string reason) => _detachments.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <param name="outcome"><c>written</c>, or <c>withheld</c> where no more may be written today.</param>
    public void CountDocument(string outcome) => _documents.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void CountForeignMessage() => _foreign.Add(1);

    /// <param name="milliseconds">May be negative, by the clocks of two machines.</param>
    /// <param name="isOwn">Whether this process told it.</param>
    public void RecordDelay(long milliseconds, bool isOwn) =>
        _delay.Record(Math.Max(milliseconds, 0) / 1000.0, new KeyValuePair<string, object?>("sender", isOwn ? "self" : "other"));

    /// <param name="waited">How long the sender of an invalidation waited for the others.</param>
    public void RecordWait(TimeSpan waited) => _wait.Record(waited.TotalSeconds);

    /// <param name="forgotten">How many processes were waited for in vain, and are taken for dead.</param>
    /// <param name="slow">How many were, and are there.</param>
    public void CountSilent(int forgotten, int slow)
    {
        if (forgotten > 0)
        {
            _silent.Add(forgotten, new KeyValuePair<string, object?>("outcome", "forgotten"));
        }

        if (slow > 0)
        {
            _silent.Add(slow, new KeyValuePair<string, object?>("outcome", "slow"));
        }
    }
}
