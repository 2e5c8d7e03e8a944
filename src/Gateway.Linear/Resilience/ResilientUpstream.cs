using Gateway.Linear.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Gateway.Linear.Resilience;

/// <summary>Repeats reads that failed in passing, bounds the time of a request in all, and leaves an upstream alone that fails too often.</summary>
/// <remarks>A mutation is sent once or, while the upstream is left alone, not at all.</remarks>
internal sealed class ResilientUpstream : IUpstream
{
    private readonly IUpstream _next;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<UpstreamReply> _mutations;
    private readonly ResiliencePipeline<UpstreamReply> _reads;

    /// <param name="next">One request, one exchange, of bounded time.</param>
    /// <param name="options">Read once, now.</param>
    /// <param name="circuit">Told the state of the breaker.</param>
    /// <param name="metrics">Told of repetitions.</param>
    /// <param name="time">Runs every wait.</param>
    /// <param name="logger">Hears when the upstream is left alone, and when no more.</param>
    public ResilientUpstream(
        IUpstream next,
        IOptions<LinearOptions> options,
        CircuitBreakerStateProvider circuit,
        LinearMetrics metrics,
        TimeProvider time,
        ILogger<ResilientUpstream> logger)
    {
        (_next, _time) = (next, time);
        _mutations = Pipelines.Breaker(options.Value, circuit, time, logger);
        _reads = Pipelines.Repeating(options.Value, _mutations, metrics, time);
    }

    /// <inheritdoc/>
    public async Task<UpstreamReply> SendAsync(UpstreamRequest request, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var attempts = new Attempts(_next, request, _time.GetTimestamp(), cancel);
        var context = ResilienceContextPool.Shared.Get(cancel);
        context.Properties.Set(Attempts.Key, attempts);
        try
        {
            var pipeline = request.IsMutation ? _mutations : _reads;
            var outcome = await pipeline.ExecuteOutcomeAsync(static (context, attempts) => attempts.TryAsync(context.CancellationToken), context, attempts);
            return outcome.Exception switch
            {
                null => outcome.Result!,
                _ when cancel.IsCancellationRequested => throw new OperationCanceledException(cancel),
                BrokenCircuitException broken => UpstreamReply.Failed(Suspension(broken.RetryAfter ?? TimeSpan.Zero)),

                // Where the time ran out while waiting to repeat, what went wrong before tells more.
                TimeoutRejectedException => attempts.Last ?? UpstreamReply.Failed(FaultClassifier.Late()),
                _ => throw new InvalidOperationException("The upstream threw, which it never does.", outcome.Exception),
            };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static UpstreamFault Suspension(TimeSpan wait)
    {
        // Never none at all: whoever obeys would be back at once.
        var seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds));
        return new UpstreamFault(
            UpstreamFaultKind.Suspended, $"Linear has failed too often of late, so the gateway leaves it alone; it tries again in {seconds} s.")
        {
            RetryAfter = TimeSpan.FromSeconds(seconds),
        };
    }
}
