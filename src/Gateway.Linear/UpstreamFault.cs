namespace Gateway.Linear;

/// <summary>Why there is no GraphQL answer.</summary>
/// <param name="Kind">What happened, for code.</param>
/// <param name="Message">What happened, fit for callers: a constant text, without a secret, a body or an address.</param>
public sealed record UpstreamFault(UpstreamFaultKind Kind, string Message)
{
    /// <summary>What a caller should see as <c>extensions.type</c>: one of Linear's own lower-case error types.</summary>
    public string Type => Kind switch
    {
        UpstreamFaultKind.Unreachable or UpstreamFaultKind.Timeout => ErrorTypes.Network,
        UpstreamFaultKind.RateLimited => ErrorTypes.RateLimited,
        UpstreamFaultKind.Unauthenticated => ErrorTypes.Authentication,
        UpstreamFaultKind.Forbidden => ErrorTypes.Forbidden,
        UpstreamFaultKind.ServerError => ErrorTypes.Internal,
        _ => ErrorTypes.Unknown,
    };

    /// <summary>How long the upstream asked us to stay away; never negative, null if it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
