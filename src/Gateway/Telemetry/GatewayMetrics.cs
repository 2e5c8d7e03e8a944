using System.Diagnostics.Metrics;
using Gateway.Caching;
using Gateway.Caching.Storing;
using Gateway.Linear.Webhooks;
using Gateway.Stitching;
using Microsoft.Extensions.Options;

namespace Gateway.Telemetry;

/// <summary>What the host counts, under the meter <c>Gateway</c>.</summary>
internal sealed class GatewayMetrics
{
    private static readonly string[] Actions = ["create", "update", "remove", "restore", "created", "prompted"];

    private readonly Counter<long> _webhooks;
    private readonly Counter<long> _invalidations;
    private readonly Histogram<double> _delay;
    private readonly TimeProvider _time;

    public GatewayMetrics(
        IMeterFactory meters, IRecordStore store, ServedEngine served, IOptions<CacheOptions> cache, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create("Gateway");
        _webhooks = meter.CreateCounter<long>("gateway.webhooks", "{webhook}", "Webhook deliveries by type and outcome.");
        _invalidations = meter.CreateCounter<long>("gateway.invalidations", "{event}", "Events of webhooks that were applied on all pods, by type and action.");
        _delay = meter.CreateHistogram<double>(
            "gateway.webhook.delay",
            "s",
            "From when Linear sent a webhook, by its clock, to when it was applied on all pods.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600] });
        meter.CreateObservableGauge("gateway.cache.local.bytes", () => store.LocalBytes, "By", "Memory that records take in this process.");
        meter.CreateObservableGauge("gateway.cache.local.limit", () => cache.Value.LocalBytes, "By", "The most that they may take.");
        meter.CreateObservableGauge("gateway.cache.memo.bytes", () => served.Current.MemoBytes, "By", "Memory that answers take which are kept whole.");
        meter.CreateObservableGauge("gateway.cache.memo.limit", () => cache.Value.MemoBytes, "By", "The most that they may take.");
        meter.CreateObservableGauge(
            "gateway.schema.vanished", () => (long)served.Model.Drift.Vanished.Differences.Length, "{coordinate}",
            "What the schema has and the upstream has not any more.");
        meter.CreateObservableGauge(
            "gateway.store.mode", () => MeasureMode(store.Status.Mode), null, "1 for how records are kept just now, 0 for the other ways.");
        if (store.Status.Redis is not null)
        {
            meter.CreateObservableGauge(
                "gateway.redis.state", () => MeasureState(store.Status.Redis), null, "1 for the state that Redis is in, 0 for the other states.");
        }
    }

    /// <param name="type">A type that the schema knows, <c>other</c> or <c>unread</c>: never what a stranger sent.</param>
    /// <param name="outcome">How it ended.</param>
    public void CountWebhook(string type, string outcome) =>
        _webhooks.Add(1, new KeyValuePair<string, object?>("type", type), new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>An event was applied on all pods.</summary>
    public void CountInvalidation(WebhookEvent webhook)
    {
        // Signed, and yet a word of somebody else's.
        string action = Actions.Contains(webhook.Action) ? webhook.Action : "other";
        _invalidations.Add(1, new KeyValuePair<string, object?>("event", $"{webhook.Type}.{action}"));
        if (webhook.Timestamp is { } sent)
        {
            _delay.Record(Math.Max(0, (_time.GetUtcNow() - sent).TotalSeconds));
        }
    }

    // The others are told as well: a series that merely ends is taken for true for minutes by whoever collects it.
    private static IEnumerable<Measurement<int>> MeasureMode(StoreMode current) =>
        Enum.GetValues<StoreMode>().Select(mode => Measure(mode == current, "mode", mode.Word()));

    private static IEnumerable<Measurement<int>> MeasureState(RedisState? current) =>
        Enum.GetValues<RedisState>().Select(state => Measure(state == current, "state", state.Word()));

    private static Measurement<int> Measure(bool isCurrent, string tag, string word) =>
        new(isCurrent ? 1 : 0, new KeyValuePair<string, object?>(tag, word));
}
