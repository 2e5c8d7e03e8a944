using System.Diagnostics.Metrics;
using Gateway.Caching.Storing;
using Gateway.Stitching.Mapping;

namespace Gateway.Telemetry;

/// <summary>What the host counts, under the meter <c>Gateway</c>.</summary>
internal sealed class GatewayMetrics
{
    private readonly Counter<long> _webhooks;

    public GatewayMetrics(IMeterFactory meters, IRecordStore store, GatewayModel model)
    {
        var meter = meters.Create("Gateway");
        _webhooks = meter.CreateCounter<long>("gateway.webhooks", "{webhook}", "Webhook deliveries by type and outcome.");
        meter.CreateObservableGauge(
            "gateway.schema.vanished", () => (long)model.Drift.Vanished.Differences.Length, "{coordinate}",
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

    // The others are told as well: a series that merely ends is taken for true for minutes by whoever collects it.
    private static IEnumerable<Measurement<int>> MeasureMode(StoreMode current) =>
        Enum.GetValues<StoreMode>().Select(mode => Measure(mode == current, "mode", mode.Word()));

    private static IEnumerable<Measurement<int>> MeasureState(RedisState? current) =>
        Enum.GetValues<RedisState>().Select(state => Measure(state == current, "state", state.Word()));

    private static Measurement<int> Measure(bool isCurrent, string tag, string word) =>
        new(isCurrent ? 1 : 0, new KeyValuePair<string, object?>(tag, word));
}
