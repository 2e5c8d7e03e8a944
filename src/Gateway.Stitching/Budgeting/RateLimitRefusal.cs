using System.Text.Json;
using Gateway.Caching.Quota;
using Gateway.GraphQL.Execution;
using Gateway.Linear;

namespace Gateway.Stitching.Budgeting;

/// <summary>Refusals for want of quota, worded as Linear words its own, so that clients know them.</summary>
internal static class RateLimitRefusal
{
    private const string Type = "ratelimited";

    private static readonly TimeSpan EndpointPeriod = TimeSpan.FromMinutes(1);

    // Where the upstream refuses though there should be enough, nobody is sent back at once.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    // As long as the ledger obeys.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Whether a reply says that the quota is spent, whoever says it.</summary>
    public static bool Is(UpstreamReply reply) =>
        reply.Fault?.Kind == UpstreamFaultKind.RateLimited || (reply.Data.IsEmpty && reply.Errors.Any(error => error.IsRateLimited));

    /// <summary>The reply to a request that is not sent.</summary>
    /// <param name="ask">What it wanted.</param>
    /// <param name="level">What is left.</param>
    /// <param name="now">The time.</param>
    public static UpstreamReply Create(in QuotaAsk ask, QuotaLevel level, DateTimeOffset now)
    {
        var reading = Reading(level, now) with { RetryAfter = level.RetryAfter(ask) };
        bool isPoints = level.Points.Until(ask.Points, ask.Floor) > level.Requests.Until(ask.Requests, ask.Floor);
        const string message = "Rate limit exceeded. The gateway keeps what is left for more important requests. Please try again later.";
        byte[] extensions = Extensions(message, isPoints ? ask.Points : ask.Requests, isPoints ? level.Points : level.Requests);
        return new UpstreamReply
        {
            Errors = [new UpstreamError(message) { Type = Type, Code = "RATELIMITED", Extensions = extensions }],
            RateLimit = reading,
            IsUnsent = true,
        };
    }

    /// <summary>When whoever the upstream refused should come again: at the time that it told, or when what was spent is back.</summary>
    /// <param name="told">What it told.</param>
    /// <param name="until">How long until the quota of all fields is enough.</param>
    /// <param name="now">The time.</param>
    public static TimeSpan RetryAfter(RateLimitReading told, TimeSpan until, DateTimeOffset now)
    {
        if (told.RetryAfter is { } asked)
        {
            return asked < LongestWait ? asked : LongestWait;
        }

        // What has a limit of its own counts by the minute.
        var endpoint = told.EndpointReset - now is { } left && left > TimeSpan.Zero && left <= EndpointPeriod ? left : EndpointPeriod;
        return told.HasEndpoint && endpoint > until ? endpoint : until > Soon ? until : Soon;
    }

    /// <summary>What a field reports where the upstream refused without a GraphQL answer.</summary>
    public static FieldFault Fault(UpstreamFault fault, RateLimitReading reading)
    {
        var requests = new QuotaMeasure(reading.RequestsLimit, reading.RequestsRemaining ?? 0, 0, 0);
        return new FieldFault(fault.Message) { Extensions = Extensions(fault.Message, 1, requests) };
    }

    /// <summary>A level in the form of the upstream's headers.</summary>
    public static RateLimitReading Reading(QuotaLevel level, DateTimeOffset now) => new()
    {
        RequestsLimit = (long?)level.Requests.Limit,
        RequestsRemaining = Remaining(level.Requests),
        RequestsReset = Reset(level.Requests, now),
        ComplexityLimit = (long?)level.Points.Limit,
        ComplexityRemaining = Remaining(level.Points),
        ComplexityReset = Reset(level.Points, now),
    };

    private static long? Remaining(QuotaMeasure measure) => measure.Limit is null ? null : (long)Math.Max(0, measure.Available);

    private static DateTimeOffset? Reset(QuotaMeasure measure, DateTimeOffset now) =>
        measure is { Limit: not null, ResetIn: > 0 } ? now.AddMilliseconds(measure.ResetIn) : null;

    private static byte[] Extensions(string message, double requested, QuotaMeasure measure) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type = Type,
        code = "RATELIMITED",
        statusCode = 429,
        userError = true,
        userPresentableMessage = message,
        meta = new
        {
            rateLimitResult = new
            {
                allowed = false,
                requested,
                remaining = Remaining(measure) ?? 0,
                duration = Math.Round(measure.ResetIn),
                limit = measure.Limit ?? 0,
            },
        },
    });
}
