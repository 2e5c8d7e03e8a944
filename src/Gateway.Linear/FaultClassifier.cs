using System.Net;

namespace Gateway.Linear;

/// <summary>Tells what went wrong where there is no GraphQL answer.</summary>
internal static class FaultClassifier
{
    /// <summary>Judges an answer by its HTTP status alone.</summary>
    /// <param name="status">3xx to 5xx.</param>
    /// <param name="retryAfter">What the headers said.</param>
    /// <param name="isCallers">Whether the caller's own credential was sent.</param>
    public static UpstreamFault OfStatus(HttpStatusCode status, TimeSpan? retryAfter, bool isCallers)
    {
        var whose = isCallers ? "caller's" : "gateway's";
        var (kind, message) = (int)status switch
        {
            >= 300 and < 400 => (UpstreamFaultKind.Redirected, "Linear's endpoint redirects elsewhere; redirects are not followed."),
            401 => (UpstreamFaultKind.Unauthenticated, Refusal(isCallers).Message),
            403 => (UpstreamFaultKind.Forbidden, $"Linear forbids this to the {whose} credential (HTTP status 403)."),
            413 => (UpstreamFaultKind.TooLarge, "The request is larger than Linear accepts (HTTP status 413)."),
            429 => (UpstreamFaultKind.RateLimited, "Linear's rate limit is exceeded (HTTP status 429)."),
            >= 500 and < 600 => (UpstreamFaultKind.ServerError, $"Linear failed (HTTP status {(int)status})."),
            _ => (UpstreamFaultKind.Unexpected, $"Linear gave no GraphQL answer (HTTP status {(int)status})."),
        };
        return new UpstreamFault(kind, message) { RetryAfter = retryAfter, IsFleeting = kind == UpstreamFaultKind.ServerError };
    }

    /// <summary>A credential was refused, whether by status or in a GraphQL answer: one message for both.</summary>
    public static UpstreamFault Refusal(bool isCallers) => new(
        UpstreamFaultKind.Unauthenticated,
        isCallers ? "Linear refused the caller's credential." : "Linear refused the gateway's credential; its operator must renew it.");

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
        OperationCanceledException or TimeoutException => Late(),
        HttpRequestException http => OfTransport(http.HttpRequestError),
        HttpIOException http => OfTransport(http.HttpRequestError),
        IOException => OfTransport(HttpRequestError.ResponseEnded),
        InvalidDataException => new UpstreamFault(UpstreamFaultKind.Malformed, "Linear's answer could not be decompressed.") { IsFleeting = true },
        _ => null,
    };

    /// <summary>The time is up.</summary>
    public static UpstreamFault Late() => new(UpstreamFaultKind.Timeout, "Linear did not answer in time.") { IsFleeting = true };

    private static UpstreamFault OfTransport(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => Unreachable("Linear could not be reached: its name was not resolved."),
        HttpRequestError.ConnectionError => Unreachable("Linear could not be reached: no connection."),
        HttpRequestError.SecureConnectionError => Unreachable("Linear could not be reached: no secure connection.") with { IsFleeting = false },
        HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError or HttpRequestError.Unknown =>
            Unreachable("The connection to Linear broke before the answer was complete."),
        HttpRequestError.InvalidResponse => new UpstreamFault(UpstreamFaultKind.Malformed, "Linear's answer is not valid HTTP.") { IsFleeting = true },
        HttpRequestError.ConfigurationLimitExceeded => new UpstreamFault(UpstreamFaultKind.TooLarge, "Linear's answer has too many headers."),
        _ => Unreachable("The exchange with Linear failed."),
    };

    private static UpstreamFault Unreachable(string message) => new(UpstreamFaultKind.Unreachable, message) { IsFleeting = true };
}
