using System.Diagnostics.Metrics;

namespace Gateway.Live;

/// <summary>What is measured of connections that stay, under the meter <c>Gateway</c>.</summary>
internal sealed class LiveMetrics
{
    private readonly Counter<long> _closed;
    private readonly Counter<long> _messages;
    private long _active;

    public LiveMetrics(IMeterFactory meters, LiveConnections connections)
    {
        var meter = meters.Create("Gateway");
        meter.CreateObservableGauge("gateway.subscriptions.connections", () => (long)connections.Total, "{connection}", "Connections that are kept open.");
        meter.CreateObservableGauge("gateway.subscriptions.active", () => Volatile.Read(ref _active), "{subscription}", "Subscriptions that are told of events.");
        _closed = meter.CreateCounter<long>("gateway.subscriptions.closed", "{connection}", "Connections that were kept open and have ended, by why.");
        _messages = meter.CreateCounter<long>("gateway.subscriptions.messages", "{message}", "Messages that were sent to clients.");
    }

    public void CountBegin() => Interlocked.Increment(ref _active);

    public void CountEnd() => Interlocked.Decrement(ref _active);

    public void CountMessage() => _messages.Add(1);

    /// <param name="reason">One of our own words.</param>
    public void CountClosed(string reason) => _closed.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
