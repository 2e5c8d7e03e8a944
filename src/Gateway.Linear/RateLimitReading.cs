using System.Globalization;
using System.Net.Http.Headers;

namespace Gateway.Linear;

/// <summary>What the headers of one answer said about the quota. Null means that nothing legible was said.</summary>
public readonly record struct RateLimitReading
{
    /// <summary>Requests allowed in an hour; never 0, which would be no limit but the end.</summary>
    public long? RequestsLimit { get; init; }

    /// <summary>Requests left.</summary>
    public long? RequestsRemaining { get; init; }

    /// <summary>When the requests are all back. The upstream's bucket refills steadily, so this lies about an hour ahead at any time.</summary>
    public DateTimeOffset? RequestsReset { get; init; }

    /// <summary>Complexity points allowed in an hour; never 0.</summary>
    public long? ComplexityLimit { get; init; }

    /// <summary>Complexity points left.</summary>
    public long? ComplexityRemaining { get; init; }

    /// <summary>When the points are all back; rolling, as <see cref="RequestsReset"/> is.</summary>
    public DateTimeOffset? ComplexityReset { get; init; }

    /// <summary>Complexity points that this request was charged, rounded up.</summary>
    public long? Complexity { get; init; }

    /// <summary>Whether the answer tells of a limit that some fields have besides, such as searches.</summary>
    public bool HasEndpoint { get; init; }

    /// <summary>Requests left to those fields.</summary>
    public long? EndpointRemaining { get; init; }

    /// <summary>When those are all back.</summary>
    public DateTimeOffset? EndpointReset { get; init; }

    /// <summary>How long the upstream asked us to stay away; never negative.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <param name="headers">The headers of the answer.</param>
    /// <param name="now">Needed where <c>Retry-After</c> names a date.</param>
    internal static RateLimitReading Of(HttpResponseHeaders headers, DateTimeOffset now) => new()
    {
        RequestsLimit = Limit(headers, "X-RateLimit-Requests-Limit"),
        RequestsRemaining = Whole(headers, "X-RateLimit-Requests-Remaining", Math.Floor),
        RequestsReset = Instant(headers, "X-RateLimit-Requests-Reset"),
        ComplexityLimit = Limit(headers, "X-RateLimit-Complexity-Limit"),
        ComplexityRemaining = Whole(headers, "X-RateLimit-Complexity-Remaining", Math.Floor),
        ComplexityReset = Instant(headers, "X-RateLimit-Complexity-Reset"),
        Complexity = Whole(headers, "X-Complexity", Math.Ceiling),
        HasEndpoint = headers.Contains("X-RateLimit-Endpoint-Name") || headers.Contains("X-RateLimit-Endpoint-Requests-Limit"),
        EndpointRemaining = Whole(headers, "X-RateLimit-Endpoint-Requests-Remaining", Math.Floor),
        EndpointReset = Instant(headers, "X-RateLimit-Endpoint-Requests-Reset"),
        RetryAfter = Delay(headers.RetryAfter, now),
    };

    // Not promised to be whole: complexity is computed in tenths, and a bucket that leaks steadily may hold a fraction.
    private static long? Whole(HttpResponseHeaders headers, string name, Func<double, double> round) =>
        headers.TryGetValues(name, out var values)
        && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && Math.Abs(value) < 1e15
            ? Math.Max(0, (long)round(value))
            : null;

    private static long? Limit(HttpResponseHeaders headers, string name) => Whole(headers, name, Math.Floor) is { } limit and > 0 ? limit : null;

    private static DateTimeOffset? Instant(HttpResponseHeaders headers, string name) =>
        Whole(headers, name, Math.Floor) is { } ms && ms > 0 && ms <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : null;

    private static TimeSpan? Delay(RetryConditionHeaderValue? header, DateTimeOffset now) =>
        (header?.Delta ?? (header?.Date - now)) is { } delay
            ? delay < TimeSpan.Zero ? TimeSpan.Zero : delay
            : null;
}
