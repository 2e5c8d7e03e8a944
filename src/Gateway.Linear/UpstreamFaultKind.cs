namespace Gateway.Linear;

/// <summary>Why there is no GraphQL answer.</summary>
public enum UpstreamFaultKind
{
    /// <summary>No connection, or it broke before the answer was complete.</summary>
    Unreachable,

    /// <summary>The answer was not complete in time.</summary>
    Timeout,

    /// <summary>The credential was refused.</summary>
    Unauthenticated,

    /// <summary>The credential is known but may not do this.</summary>
    Forbidden,

    /// <summary>Too many requests.</summary>
    RateLimited,

    /// <summary>HTTP status 5xx.</summary>
    ServerError,

    /// <summary>The answer is not a GraphQL response in JSON and UTF-8.</summary>
    Malformed,

    /// <summary>The answer is larger than we read, or the request larger than the upstream takes.</summary>
    TooLarge,

    /// <summary>The upstream points elsewhere. Never followed: the credential is for the configured endpoint only.</summary>
    Redirected,

    /// <summary>Any other HTTP status without a GraphQL answer.</summary>
    Unexpected,

    /// <summary>Not sent: too many exchanges have failed of late, and the upstream is left alone for a while.</summary>
    Suspended,

    /// <summary>Not sent: there is no access token, since the endpoint that issues them fails.</summary>
    TokenUnavailable,
}
