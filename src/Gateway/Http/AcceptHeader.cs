using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Gateway.Http;

/// <summary>Chooses the media type of an answer.</summary>
/// <remarks>https://graphql.github.io/graphql-over-http/draft/#sec-Accept and https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1</remarks>
internal static class AcceptHeader
{
    private const string Json = "application/json";
    private const string GraphQL = "application/graphql-response+json";

    /// <summary>
    /// What the client likes best. Of two that it names alike it is <c>application/graphql-response+json</c>; where it names neither, but takes
    /// anything, it is <c>application/json</c>, which every client understands.
    /// </summary>
    public static ResponseMedia Choose(StringValues accept) => accept switch
    {
        [] or [null or "" or "*/*" or Json] => ResponseMedia.Json,
        [GraphQL] => ResponseMedia.GraphQL,
        _ => ChooseFromList(accept),
    };

    private static ResponseMedia ChooseFromList(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
        {
            // A header that cannot be understood is as good as none.
            return ResponseMedia.Json;
        }

        if (PartsHeader.WantsEvents(accept))
        {
            return ResponseMedia.Events;
        }

        var json = Preference.Of(Json, ranges);
        var graphQL = Preference.Of(GraphQL, ranges);
        if (json.Quality <= 0 && graphQL.Quality <= 0)
        {
            // What has no parts is JSON even so.
            return PartsHeader.TakesParts(accept, out _) ? ResponseMedia.Json : ResponseMedia.None;
        }

        bool prefersGraphQL = graphQL.Quality != json.Quality
            ? graphQL.Quality > json.Quality
            : graphQL.Precision == Precision.Exact;
        return prefersGraphQL ? ResponseMedia.GraphQL : ResponseMedia.Json;
    }

    private enum Precision
    {
        None,
        Anything,
        AnyApplication,
        Exact,
    }

    private readonly record struct Preference(Precision Precision, double Quality)
    {
        /// <summary>What the most precise of the ranges says about a type.</summary>
        public static Preference Of(string type, IList<MediaTypeHeaderValue> ranges)
        {
            var best = new Preference(Precision.None, 0);
            foreach (var range in ranges)
            {
                var precision = range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) ? Precision.Exact
                    : range.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase) ? Precision.AnyApplication
                    : range.MatchesAllTypes ? Precision.Anything
                    : Precision.None;
                if (precision > best.Precision)
                {
                    best = new Preference(precision, range.Quality ?? 1);
                }
            }

            return best;
        }
    }
}
