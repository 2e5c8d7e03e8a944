namespace Gateway.Linear;

/// <summary>Why there is no GraphQL answer.</summary>
/// <param name="Kind">What happened, for code.</param>
/// <param name="Message">What happened, fit for callers: our own words, without a secret, a body or an address.</param>
public sealed record UpstreamFault(UpstreamFaultKind Kind, string Message)
{
    /// <summary>What a caller should see as <c>extensions.type</c>: one of Linear's own lower-case error types.</summary>
    public string Type => Kind switch
    {
        UpstreamFaultKind.Unreachable or UpstreamFaultKind.Timeout or UpstreamFaultKind.Suspended or UpstreamFaultKind.TokenUnavailable =>
            ErrorTypes.Network,
        UpstreamFaultKind.RateLimited => ErrorTypes.RateLimited,
        UpstreamFaultKind.Unauthenticated => ErrorTypes.Authentication,
        UpstreamFaultKind.Forbidden => ErrorTypes.Forbidden,
        UpstreamFaultKind.ServerError => ErrorTypes.Internal,
        _ => ErrorTypes.Unknown,
    };

    /// <summary>
    /// How long the upstream asked us to stay away; where nothing was sent, how long it will be until something is. Never negative, null if
    /// nobody said.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether it may pass by itself in a moment, so that a read is worth repeating.</summary>
    internal bool IsFleeting { get; init; }
}
