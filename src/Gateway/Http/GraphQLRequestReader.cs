using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Gateway.Http;

/// <summary>Reads GraphQL requests off bytes and query strings that may hold anything.</summary>
/// <remarks>https://graphql.github.io/graphql-over-http/draft/#sec-Request</remarks>
internal static class GraphQLRequestReader
{
    /// <summary>Fills a request from the body of a POST.</summary>
    /// <returns>Why it is no request; null if it is one.</returns>
    public static RequestFault? ReadBody(ReadOnlyMemory<byte> body, GraphQLRequest request) => Guard(
        (body, request),
        static state => BodyParser.Read(state.body, state.request),
        request,
        "body");

    /// <summary>Fills a request from the query string of a GET.</summary>
    /// <returns>Why it is no request; null if it is one.</returns>
    public static RequestFault? ReadQuery(IQueryCollection query, GraphQLRequest request) => Guard(
        (query, request),
        static state =>
        {
            if (Single(state.query, "query") is { } document)
            {
                state.request.SetDocument(Encoding.UTF8.GetBytes(document));
            }

            // An empty name is no name: forms send what is left blank.
            state.request.OperationName = Single(state.query, "operationName") is { Length: > 0 } name ? name : null;
            if (Single(state.query, "variables") is { Length: > 0 } variables and not "null")
            {
                state.request.SetVariables(BodyParser.ReadVariables(Encoding.UTF8.GetBytes(variables)));
            }
        },
        request,
        "query string");

    private static RequestFault? Guard<T>(T state, Action<T> read, GraphQLRequest request, string place)
    {
        try
        {
            read(state);
        }
        catch (RequestException error)
        {
            return new RequestFault(StatusCodes.Status400BadRequest, error.Message);
        }
        catch (JsonException error)
        {
            // The reader's own message quotes the text, which a log or a page may not want.
            return new RequestFault(StatusCodes.Status400BadRequest, string.Create(
                CultureInfo.InvariantCulture,
                $"The {place} is not valid JSON, nests deeper than {BodyParser.MaxDepth} levels, or names a variable twice "
                + $"(line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1})."));
        }
        catch (InvalidOperationException)
        {
            // How the JSON reader says that an escape makes half a surrogate pair.
            return new RequestFault(StatusCodes.Status400BadRequest, $"The {place} holds text that is not valid Unicode.");
        }

        return request.Document is null
            ? new RequestFault(StatusCodes.Status400BadRequest, $"The {place} must hold a GraphQL document named \"query\".")
            : null;
    }

    private static string? Single(IQueryCollection query, string name) => query[name] switch
    {
        { Count: > 1 } => throw new RequestException($"The query string has \"{name}\" twice."),
        StringValues values => values is [var value] ? value : null,
    };
}
