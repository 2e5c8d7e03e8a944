using System.Globalization;
using Gateway.Linear;

namespace Gateway.Http;

/// <summary>Tells a caller who was refused for want of quota what it is and when to come again, by the headers that Linear's SDK reads.</summary>
internal static class RateLimitHeaders
{
    public static void Tell(IHeaderDictionary headers, RateLimitReading? refusal)
    {
        if (refusal is not { } quota)
        {
            return;
        }

        headers.RetryAfter = Number((long)Math.Ceiling(Math.Max(1, (quota.RetryAfter ?? TimeSpan.Zero).TotalSeconds)));
        Tell(headers, "X-RateLimit-Requests-Limit", quota.RequestsLimit);
        Tell(headers, "X-RateLimit-Requests-Remaining", quota.RequestsRemaining);
        Tell(headers, "X-RateLimit-Requests-Reset", quota.RequestsReset?.ToUnixTimeMilliseconds());
        Tell(headers, "X-RateLimit-Complexity-Limit", quota.ComplexityLimit);
        Tell(headers, "X-RateLimit-Complexity-Remaining", quota.ComplexityRemaining);
        Tell(headers, "X-RateLimit-Complexity-Reset", quota.ComplexityReset?.ToUnixTimeMilliseconds());
    }

    private static void Tell(IHeaderDictionary headers, string name, long? number)
    {
        if (number is { } known)
        {
            headers[name] = Number(known);
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
