using Gateway.Stitching;
using Microsoft.Net.Http.Headers;

namespace Gateway.Http;

/// <summary>Reads what a request asks of the cache.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc9111#section-5.2.1</remarks>
internal static class CacheDirectives
{
    /// <summary>A header field whose presence asks for <c>extensions.cache</c>, whatever its value.</summary>
    public const string Explain = "Cache-Explain";

    /// <summary>Whether a request asks for anything, so that the usual answer may not be the right one.</summary>
    public static bool AreIn(IHeaderDictionary headers) => headers.CacheControl.Count > 0 || headers.ContainsKey(Explain);

    /// <summary>What is asked of the age of values: <c>no-cache</c>, <c>max-age</c>, <c>min-fresh</c>, <c>max-stale</c>, <c>only-if-cached</c>.</summary>
    /// <returns>Nothing where the field is not there or cannot be read, as the RFC has it for caches.</returns>
    public static CacheDemand Read(IHeaderDictionary headers)
    {
        if (headers.CacheControl.Count == 0 || !CacheControlHeaderValue.TryParse(headers.CacheControl.ToString(), out var asked))
        {
            return default;
        }

        return new CacheDemand
        {
            MaxAge = asked.NoCache ? 0 : Milliseconds(asked.MaxAge),
            MinFresh = Milliseconds(asked.MinFresh) ?? 0,
            MaxStale = asked.MaxStale ? Milliseconds(asked.MaxStaleLimit) ?? long.MaxValue : 0,
            OnlyIfCached = asked.OnlyIfCached,
        };
    }

    private static long? Milliseconds(TimeSpan? time) => time is { } some ? (long)some.TotalMilliseconds : null;
}
