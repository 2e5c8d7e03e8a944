using System.Diagnostics.Metrics;

namespace Gateway.Telemetry;

/// <summary>What the host counts, under the meter <c>Gateway</c>.</summary>
internal sealed class GatewayMetrics
{
    private readonly Counter<long> _webhooks;

    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Gateway");
        _webhooks = meter.CreateCounter<long>("gateway.webhooks", "{webhook}", "Webhook deliveries by type and outcome.");
    }

    /// <param name="type">A type that the schema knows, <c>other</c> or <c>unread</c>: never what a stranger sent.</param>
    /// <param name="outcome">How it ended.</param>
    public void CountWebhook(string type, string outcome) =>
        _webhooks.Add(1, new KeyValuePair<string, object?>("type", type), new KeyValuePair<string, object?>("outcome", outcome));
}
