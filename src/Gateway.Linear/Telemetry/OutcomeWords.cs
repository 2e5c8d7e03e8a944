using Polly.CircuitBreaker;

namespace Gateway.Linear.Telemetry;

/// <summary>What outcomes are called in metrics. These words are public: never changed, never reused.</summary>
internal static class OutcomeWords
{
    /// <summary><c>answered</c> with data, <c>errors</c> without any, or what was wrong.</summary>
    public static string Of(UpstreamReply reply) =>
        (reply.Fault ?? reply.RefusalInGraphQL(isCallers: false)) is { } fault ? Of(fault.Kind)
        : reply.Data.IsEmpty ? "errors"
        : "answered";

    public static string Of(UpstreamFaultKind kind) => kind switch
    {
        UpstreamFaultKind.Unreachable => "unreachable",
        UpstreamFaultKind.Timeout => "timeout",
        UpstreamFaultKind.Unauthenticated => "unauthenticated",
        UpstreamFaultKind.Forbidden => "forbidden",
        UpstreamFaultKind.RateLimited => "rate-limited",
        UpstreamFaultKind.ServerError => "server-error",
        UpstreamFaultKind.Malformed => "malformed",
        UpstreamFaultKind.TooLarge => "too-large",
        UpstreamFaultKind.Redirected => "redirected",
        UpstreamFaultKind.Unexpected => "unexpected",
        UpstreamFaultKind.Suspended => "suspended",
        UpstreamFaultKind.TokenUnavailable => "no-token",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Of(CircuitState state) => state switch
    {
        CircuitState.Closed => "closed",
        CircuitState.HalfOpen => "half-open",
        _ => "open",
    };
}
