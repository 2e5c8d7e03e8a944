using System.Globalization;
using Gateway.Caching.Memo;
using Gateway.Stitching;
using Microsoft.Extensions.Primitives;

namespace Gateway.Http;

/// <summary>Tells by the head of an answer how much of it was at hand, and how old it is.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc9211 and https://www.rfc-editor.org/rfc/rfc9111#section-5.1</remarks>
internal static class CacheHeaders
{
    /// <summary>The name of the header field that RFC 9211 defines.</summary>
    public const string Status = "Cache-Status";

    // What is older is rarely served; its text is made when it is.
    private const int MostKnownSeconds = 3600;

    private static readonly StringValues Kept = "gateway; hit; detail=memo";
    private static readonly StringValues[] Words = [.. Enum.GetValues<CacheUse>().Select(use => new StringValues(Word(use)))];

    private static readonly string[] Seconds =
        [.. Enumerable.Range(0, MostKnownSeconds + 1).Select(age => age.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Tells of a finished answer that was kept.</summary>
    public static void Tell(HttpResponse response, MemoizedResponse known, long now)
    {
        response.Headers[Status] = Kept;
        TellAge(response, known.OldestAt == long.MaxValue ? 0 : known.OldestAt, now);
    }

    /// <summary>Tells of an answer that was made.</summary>
    public static void Tell(HttpResponse response, CacheUse use, long oldestAt, long now)
    {
        response.Headers[Status] = Words[(int)use];
        TellAge(response, oldestAt, now);
    }

    /// <summary>What is said of several answers in one body.</summary>
    public static CacheUse Of(IReadOnlyCollection<RequestOutcome> outcomes) =>
        outcomes.Select(outcome => outcome.Use).Distinct().Take(2).ToArray() is [var only] ? only
        : outcomes.Any(outcome => outcome.IsStale) ? CacheUse.Stale
        : CacheUse.Partial;

    private static void TellAge(HttpResponse response, long oldestAt, long now)
    {
        if (oldestAt > 0)
        {
            // Another machine's clock may be ahead.
            long seconds = Math.Max(0, now - oldestAt) / 1000;
            response.Headers.Age = seconds <= MostKnownSeconds ? Seconds[seconds] : seconds.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static string Word(CacheUse use) => use switch
    {
        CacheUse.Hit => "gateway; hit",
        CacheUse.Revalidated => "gateway; hit; detail=stale-while-revalidate",
        CacheUse.Partial => "gateway; fwd=partial",
        CacheUse.Miss => "gateway; fwd=miss",
        CacheUse.Stale => "gateway; fwd=stale; detail=stale-if-error",
        CacheUse.Withheld => "gateway; detail=only-if-cached",
        CacheUse.Changed => "gateway; fwd=method",
        _ => "gateway; detail=refused",
    };
}
