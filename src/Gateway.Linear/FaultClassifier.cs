using System.Net;

namespace Gateway.Linear;

/// <summary>Tells what went wrong where there is no GraphQL answer.</summary>
internal static class FaultClassifier
{
    /// <summary>Judges an answer by its HTTP status alone.</summary>
    public static UpstreamFault OfStatus(HttpStatusCode status, TimeSpan? retryAfter)
    {
        var (kind, message) = (int)status switch
        {
            >= 300 and < 400 => (UpstreamFaultKind.Redirected, "Linear's endpoint redirects elsewhere; redirects are not followed."),
            401 => (UpstreamFaultKind.Unauthenticated, "Linear refused the gateway's credential (HTTP status 401)."),
            403 => (UpstreamFaultKind.Forbidden, "Linear forbids this to the gateway's credential (HTTP status 403)."),
            413 => (UpstreamFaultKind.TooLarge, "The request is larger than Linear accepts (HTTP status 413)."),
            429 => (UpstreamFaultKind.RateLimited, "Linear's rate limit is exceeded (HTTP status 429)."),
            >= 500 and < 600 => (UpstreamFaultKind.ServerError, $"Linear failed (HTTP status {(int)status})."),
            _ => (UpstreamFaultKind.Unexpected, $"Linear gave no GraphQL answer (HTTP status {(int)status})."),
        };
        return new UpstreamFault(kind, message) { RetryAfter = retryAfter };
    }

    /// <summary>What <c>extensions.type</c> an error has that names none; null if the status does not tell.</summary>
    public static string? TypeOfStatus(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => ErrorTypes.Authentication,
        HttpStatusCode.Forbidden => ErrorTypes.Forbidden,
        HttpStatusCode.TooManyRequests => ErrorTypes.RateLimited,
        _ => null,
    };

    /// <summary>Judges a request that threw, given that the caller did not cancel it. Null if it is a bug of ours.</summary>
    public static UpstreamFault? OfException(Exception error) => error switch
    {
        OperationCanceledException or TimeoutException => new UpstreamFault(UpstreamFaultKind.Timeout, "Linear did not answer in time."),
        HttpRequestException http => OfTransport(http.HttpRequestError),
        HttpIOException http => OfTransport(http.HttpRequestError),
        IOException => OfTransport(HttpRequestError.ResponseEnded),
        InvalidDataException => new UpstreamFault(UpstreamFaultKind.Malformed, "Linear's answer could not be decompressed."),
        _ => null,
    };

    private static UpstreamFault OfTransport(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => Unreachable("Linear could not be reached: its name was not resolved."),
        HttpRequestError.ConnectionError => Unreachable("Linear could not be reached: no connection."),
        HttpRequestError.SecureConnectionError => Unreachable("Linear could not be reached: no secure connection."),
        HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError or HttpRequestError.Unknown =>
            Unreachable("The connection to Linear broke before the answer was complete."),
        HttpRequestError.InvalidResponse => new UpstreamFault(UpstreamFaultKind.Malformed, "Linear's answer is not valid HTTP."),
        HttpRequestError.ConfigurationLimitExceeded => new UpstreamFault(UpstreamFaultKind.TooLarge, "Linear's answer has too many headers."),
        _ => Unreachable("The exchange with Linear failed."),
    };

    private static UpstreamFault Unreachable(string message) => new(UpstreamFaultKind.Unreachable, message);
}
