using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Gateway.Http;

/// <summary>Reads GraphQL requests off bytes and parameters that may hold anything.</summary>
/// <remarks>https://graphql.github.io/graphql-over-http/draft/#sec-Request</remarks>
internal static class GraphQLRequestReader
{
    /// <summary>Fills a request from the JSON body of a POST.</summary>
    /// <returns>Why it is no request; null if it is one.</returns>
    public static RequestFault? ReadBody(ReadOnlyMemory<byte> body, GraphQLRequest request) =>
        Guard((body, request), static state => BodyParser.Read(state.body, state.request), "body") ?? FaultOf(request, "body");

    /// <summary>Reads a body that is an array of requests. Those that were read must be disposed, whatever is returned.</summary>
    /// <returns>Why it is none; null if all are requests.</returns>
    public static RequestFault? ReadArray(ReadOnlyMemory<byte> body, int most, List<GraphQLRequest> requests)
    {
        if (Guard((body, most, requests), static state => BodyParser.ReadArray(state.body, state.most, state.requests), "body") is { } fault)
        {
            return fault;
        }

        return requests.Count == 0
            ? new RequestFault(StatusCodes.Status400BadRequest, "The body is an empty array.")
            : requests.Select(request => FaultOf(request, "body")).FirstOrDefault(fault => fault is not null);
    }

    /// <summary>Fills a request from the parameters of a query string or a form.</summary>
    /// <param name="parameters">Every value of each name.</param>
    /// <param name="request">To be filled.</param>
    /// <param name="place">What messages call them.</param>
    /// <returns>Why it is no request; null if it is one.</returns>
    public static RequestFault? ReadParameters(IEnumerable<KeyValuePair<string, StringValues>> parameters, GraphQLRequest request, string place) =>
        Guard(
            (parameters, request, place),
            static state =>
            {
                foreach (var (name, values) in state.parameters)
                {
                    ReadParameter(name, values, state.request, state.place);
                }
            },
            place)
        ?? FaultOf(request, place);

    private static void ReadParameter(string name, StringValues values, GraphQLRequest request, string place)
    {
        if (name is not ("query" or "operationName" or "documentId" or "variables" or "extensions"))
        {
            return;
        }

        if (values is not [{ } value])
        {
            throw new RequestException($"The {place} has \"{name}\" twice.");
        }

        // What is empty is not there: forms send what is left blank.
        switch (name)
        {
            case "query":
                request.SetDocument(Encoding.UTF8.GetBytes(value));
                break;
            case "operationName" when value.Length > 0:
                request.OperationName = value;
                break;
            case "documentId" when value.Length > 0:
                request.DocumentId = value;
                break;
            case "variables" when value is not ("" or "null"):
                BodyParser.ReadVariables(Encoding.UTF8.GetBytes(value), request);
                break;
            case "extensions" when value is not ("" or "null"):
                BodyParser.ReadExtensions(Encoding.UTF8.GetBytes(value), request);
                break;
        }
    }

    private static RequestFault? Guard<T>(T state, Action<T> read, string place)
    {
        try
        {
            read(state);
            return null;
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
    }

    private static RequestFault? FaultOf(GraphQLRequest request, string place) => request.IsComplete
        ? null
        : new RequestFault(StatusCodes.Status400BadRequest, $"The {place} must hold a GraphQL document named \"query\", or the \"documentId\" of one.");
}
