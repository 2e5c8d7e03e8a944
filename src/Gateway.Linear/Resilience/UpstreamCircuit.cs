using Gateway.Linear.Telemetry;
using Polly.CircuitBreaker;

namespace Gateway.Linear.Resilience;

/// <summary>Whether requests are let through to Linear just now.</summary>
public sealed class UpstreamCircuit
{
    private readonly CircuitBreakerStateProvider _provider;

    internal UpstreamCircuit(CircuitBreakerStateProvider provider) => _provider = provider;

    /// <summary><c>closed</c> (let through), <c>open</c> (not), or <c>half-open</c> (one is tried); the words of the instrument <c>gateway.linear.circuit</c>.</summary>
    public string State => OutcomeWords.Of(_provider.CircuitState);
}
