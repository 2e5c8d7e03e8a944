using Gateway.Linear.Telemetry;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Gateway.Linear.Resilience;

/// <summary>Builds what requests run through.</summary>
internal static class Pipelines
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestBreak = TimeSpan.FromMinutes(10);

    /// <summary>Lets nothing through for a while once too many attempts have failed; then one, on which it depends.</summary>
    public static ResiliencePipeline<UpstreamReply> Breaker(
        LinearOptions options, CircuitBreakerStateProvider circuit, TimeProvider time, ILogger logger) =>
        Builder(time).AddCircuitBreaker(new CircuitBreakerStrategyOptions<UpstreamReply>
        {
            FailureRatio = options.BreakRatio,
            MinimumThroughput = options.BreakAfter,
            SamplingDuration = options.BreakWindow,
            BreakDurationGenerator = arguments => ValueTask.FromResult(BreakOf(options.BreakFor, Attempts.Of(arguments.Context)?.Last)),
            StateProvider = circuit,

            // What was never sent is no probe: where it stood in the place of one, the break goes on.
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Result is { } reply
                    ? IsFailure(reply) || (reply.IsUnsent && circuit.CircuitState == CircuitState.HalfOpen)
                    : IsFailure(arguments.Outcome.Exception, circuit, Attempts.Of(arguments.Context))),
            OnOpened = arguments =>
            {
                logger.Suspended(arguments.BreakDuration.TotalSeconds);
                return default;
            },
            OnClosed = _ =>
            {
                logger.Resumed();
                return default;
            },
        }).Build();

    /// <summary>Repeats what failed in passing, with jitter, as long as there is time.</summary>
    public static ResiliencePipeline<UpstreamReply> Repeating(
        LinearOptions options, ResiliencePipeline<UpstreamReply> breaker, LinearMetrics metrics, TimeProvider time)
    {
        var builder = Builder(time).AddTimeout(options.Timeout);
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<UpstreamReply>
            {
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = LongestDelay,
                DelayGenerator = arguments => ValueTask.FromResult(
                    arguments.Outcome.Result?.Fault?.RetryAfter + (Random.Shared.NextDouble() * options.RetryDelay)),
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Result?.Fault is { IsFleeting: true } fault
                    && (fault.RetryAfter ?? TimeSpan.Zero) < Left(options, Attempts.Of(arguments.Context), time)),
                OnRetry = arguments =>
                {
                    metrics.CountRetry(arguments.Outcome.Result!.Fault!.Kind);
                    return default;
                },
            });
        }

        return builder.AddPipeline(breaker).Build();
    }

    private static ResiliencePipelineBuilder<UpstreamReply> Builder(TimeProvider time) => new() { TimeProvider = time };

    // Whatever Linear answers to what we ask is no failure of Linear's: neither a limit nor a refusal.
    private static bool IsFailure(UpstreamReply reply) => reply.Fault?.Kind
        is UpstreamFaultKind.Unreachable or UpstreamFaultKind.Timeout or UpstreamFaultKind.ServerError or UpstreamFaultKind.Malformed;

    // A cut attempt is a failure if the time was up. If somebody gave up it tells nothing, and must not pass for the success of a probe.
    private static bool IsFailure(Exception? error, CircuitBreakerStateProvider circuit, Attempts? attempts) =>
        error is OperationCanceledException && (circuit.CircuitState == CircuitState.HalfOpen || attempts?.IsAbandoned == false);

    private static TimeSpan BreakOf(TimeSpan usual, UpstreamReply? last) =>
        last?.Fault?.RetryAfter is not { } asked || asked < usual ? usual
        : asked < LongestBreak ? asked
        : LongestBreak;

    private static TimeSpan Left(LinearOptions options, Attempts? attempts, TimeProvider time) =>
        attempts is null ? TimeSpan.Zero : options.Timeout - time.GetElapsedTime(attempts.Started);
}
