using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Gateway.Http;

/// <summary>Reads off <c>Accept</c> whether a client takes more than one answer.</summary>
internal static class PartsHeader
{
    private const string Multipart = "multipart/mixed";
    private const string Stream = "text/event-stream";

    /// <summary>Whether the client wants an event stream: it names it, and nothing that it likes as well.</summary>
    public static bool WantsEvents(StringValues accept)
    {
        if (!Names(accept, Stream) || !MediaTypeHeaderValue.TryParseList(accept, out var ranges))
        {
            return false;
        }

        double stream = ranges.Where(range => Is(range, Stream)).Max(range => range.Quality ?? 1);
        return stream > 0 && ranges.All(range => Is(range, Stream) || range.MatchesAllTypes || (range.Quality ?? 1) < stream);
    }

    /// <summary>Whether the client takes an answer in parts.</summary>
    /// <param name="accept">What it takes.</param>
    /// <param name="namesPending">Whether in the newer form, which names what is pending; else it asks for <c>deferSpec=20220824</c>.</param>
    public static bool TakesParts(StringValues accept, out bool namesPending)
    {
        namesPending = false;
        if (!Names(accept, Multipart) || !MediaTypeHeaderValue.TryParseList(accept, out var ranges))
        {
            return false;
        }

        var range = ranges.FirstOrDefault(range => Is(range, Multipart) && range.Quality != 0);
        namesPending = range is not null && !range.Parameters.Any(parameter => parameter.Name == "deferSpec");
        return range is not null;
    }

    // Nearly no request names either; the whole header is read only then.
    private static bool Names(StringValues accept, string type)
    {
        foreach (string? value in accept)
        {
            if (value?.Contains(type, StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(MediaTypeHeaderValue range, string type) => range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase);
}
