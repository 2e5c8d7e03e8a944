using System.Diagnostics.Metrics;
using Polly.CircuitBreaker;

namespace Gateway.Linear.Telemetry;

/// <summary>What this project counts, under the meter <c>Gateway.Linear</c>.</summary>
internal sealed class LinearMetrics
{
    public const string MeterName = "Gateway.Linear";

    private readonly Counter<long> _requests;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _tokens;
    private readonly Histogram<double> _duration;

    public LinearMetrics(IMeterFactory meters, CircuitBreakerStateProvider circuit)
        : this(meters.Create(MeterName), circuit)
    {
    }

    internal LinearMetrics(Meter meter, CircuitBreakerStateProvider circuit)
    {
        _requests = meter.CreateCounter<long>("gateway.linear.requests", "{request}", "Requests to Linear by operation and outcome, however often they were repeated.");
        _retries = meter.CreateCounter<long>("gateway.linear.retries", "{retry}", "Repetitions of reads, by what was wrong before.");
        _tokens = meter.CreateCounter<long>("gateway.linear.tokens", "{token}", "Access tokens that were asked for, by outcome.");
        _duration = meter.CreateHistogram<double>(
            "gateway.linear.duration",
            "s",
            "How long requests took, with all repetitions.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60] });
        meter.CreateObservableGauge(
            "gateway.linear.circuit", () => MeasureCircuit(circuit.CircuitState), null, "1 for the state of the circuit breaker just now, 0 for the other states.");
    }

    /// <param name="isMutation">Or a read.</param>
    /// <param name="reply">How it ended; null if whoever asked gave up.</param>
    /// <param name="elapsed">From the start to the end.</param>
    public void RecordRequest(bool isMutation, UpstreamReply? reply, TimeSpan elapsed)
    {
        var operation = new KeyValuePair<string, object?>("operation", isMutation ? "mutation" : "query");
        var outcome = new KeyValuePair<string, object?>("outcome", reply is null ? "cancelled" : OutcomeWords.Of(reply));
        _requests.Add(1, operation, outcome);
        _duration.Record(elapsed.TotalSeconds, operation, outcome);
    }

    public void CountRetry(UpstreamFaultKind reason) => _retries.Add(1, new KeyValuePair<string, object?>("reason", OutcomeWords.Of(reason)));

    /// <param name="fault">Null if there is a token.</param>
    public void CountToken(UpstreamFault? fault) => _tokens.Add(
        1,
        new KeyValuePair<string, object?>("outcome", fault is null ? "granted" : fault.Kind == UpstreamFaultKind.Unauthenticated ? "refused" : "failed"));

    // The others are told as well: a series that merely ends is taken for true for minutes by whoever collects it.
    private static IEnumerable<Measurement<int>> MeasureCircuit(CircuitState current) =>
        from state in (CircuitState[])[CircuitState.Closed, CircuitState.Open, CircuitState.HalfOpen]
        select new Measurement<int>(state == current ? 1 : 0, new KeyValuePair<string, object?>("state", OutcomeWords.Of(state)));
}
