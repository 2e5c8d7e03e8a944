using System.Diagnostics.Metrics;

namespace Gateway.Auth;

/// <summary>What is counted of callers, under the meter <c>Gateway</c>.</summary>
internal sealed class AuthMetrics
{
    private readonly Counter<long> _refusals;

    public AuthMetrics(IMeterFactory meters, ClientRegistry registry)
    {
        var meter = meters.Create("Gateway");
        _refusals = meter.CreateCounter<long>("gateway.auth.refusals", "{request}", "Requests that were refused for who asked, by reason.");
        meter.CreateObservableGauge("gateway.auth.clients", () => (long)registry.Current.Clients.Count, "{client}", "Clients in use.");
        meter.CreateObservableGauge(
            "gateway.auth.clients.broken", () => registry.IsBroken ? 1L : 0L, null, "1 while the clients file cannot be used and an earlier one is.");
    }

    /// <param name="reason">One of the public words: never what a stranger sent.</param>
    public void CountRefusal(string reason) => _refusals.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
