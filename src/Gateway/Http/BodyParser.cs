using System.Text.Json;
using System.Text.Unicode;
using Gateway.GraphQL.Values;

namespace Gateway.Http;

/// <summary>Reads the JSON of a request. Throws <see cref="RequestException"/> inside; see <see cref="GraphQLRequestReader"/>.</summary>
internal static class BodyParser
{
    /// <summary>Most levels of nested JSON.</summary>
    public const int MaxDepth = 64;

    /// <summary>Most bytes of the name of an operation or a document. Refusals quote it.</summary>
    public const int MaxNameBytes = 1024;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    private static readonly JsonDocumentOptions VariableOptions = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    /// <summary>Whether a body is an array, if it is JSON at all.</summary>
    public static bool IsArray(ReadOnlySpan<byte> body)
    {
        int start = (body.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body).IndexOfAnyExcept(" \t\r\n"u8);
        return start >= 0 && body[(body.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0) + start] == '[';
    }

    /// <summary>Fills a request from a body, which must stay as it is until the request is disposed.</summary>
    public static void Read(ReadOnlyMemory<byte> body, GraphQLRequest request)
    {
        body = Text(body);
        var json = new Utf8JsonReader(body.Span, Options);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new RequestException("The body must be a JSON object.");
        }

        ReadMembers(ref json, body, request);

        // Nothing may follow; the reader throws if something does.
        json.Read();
    }

    /// <summary>Adds the requests of a body that is an array. What was added must be disposed even if this fails.</summary>
    /// <param name="body">It must stay as it is until the requests are disposed.</param>
    /// <param name="most">Most requests.</param>
    /// <param name="requests">To be filled.</param>
    public static void ReadArray(ReadOnlyMemory<byte> body, int most, List<GraphQLRequest> requests)
    {
        body = Text(body);
        var json = new Utf8JsonReader(body.Span, Options);
        json.Read();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (requests.Count == most)
            {
                throw new RequestException($"The body holds more than {most} requests.");
            }

            if (json.TokenType != JsonTokenType.StartObject)
            {
                throw new RequestException("Each item of the body must be a JSON object.");
            }

            requests.Add(new GraphQLRequest());
            ReadMembers(ref json, body, requests[^1]);
        }

        json.Read();
    }

    /// <summary>Reads variables: a JSON object in valid UTF-8 with no name twice.</summary>
    /// <param name="utf8">It must stay as it is until the request is disposed.</param>
    /// <param name="request">To be filled.</param>
    public static void ReadVariables(ReadOnlyMemory<byte> utf8, GraphQLRequest request)
    {
        if (RequestVariables.TryTakePlain(utf8, out var plain))
        {
            request.SetVariables(plain);
            return;
        }

        var variables = JsonDocument.Parse(utf8, VariableOptions);
        request.SetVariables(variables);
        if (variables.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new RequestException("\"variables\" must be a JSON object.");
        }
    }

    /// <summary>Reads extensions: a JSON object.</summary>
    public static void ReadExtensions(ReadOnlyMemory<byte> utf8, GraphQLRequest request)
    {
        var json = new Utf8JsonReader(utf8.Span, Options);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new RequestException("\"extensions\" must be a JSON object.");
        }

        ExtensionsParser.Read(ref json, request);
        json.Read();
    }

    private static ReadOnlyMemory<byte> Text(ReadOnlyMemory<byte> body)
    {
        var text = body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
        return Utf8.IsValid(text.Span) ? text : throw new RequestException("The body is not valid UTF-8.");
    }

    private static void ReadMembers(ref Utf8JsonReader json, ReadOnlyMemory<byte> body, GraphQLRequest request)
    {
        var seen = Members.None;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var member = Name(ref json);
            if (member != Members.None && (seen & member) != 0)
            {
                throw new RequestException($"The body has the member \"{NameOf(member)}\" twice.");
            }

            seen |= member;
            json.Read();
            ReadMember(member, ref json, body, request);
        }
    }

    private static void ReadMember(Members member, ref Utf8JsonReader json, ReadOnlyMemory<byte> body, GraphQLRequest request)
    {
        switch (member)
        {
            case Members.Query when json.TokenType == JsonTokenType.String:
                ReadDocument(ref json, body, request);
                break;
            case Members.OperationName when json.TokenType == JsonTokenType.String:
                request.OperationName = ShortText(ref json, member);
                break;
            case Members.DocumentId when json.TokenType == JsonTokenType.String:
                request.DocumentId = ShortText(ref json, member);
                break;
            case Members.Variables when json.TokenType == JsonTokenType.StartObject:
                int start = (int)json.TokenStartIndex;
                json.Skip();
                ReadVariables(body[start..(int)json.BytesConsumed], request);
                break;
            case Members.Extensions when json.TokenType == JsonTokenType.StartObject:
                ExtensionsParser.Read(ref json, request);
                break;
            case Members.None:
                json.Skip();
                break;
            default:
                if (json.TokenType != JsonTokenType.Null)
                {
                    throw new RequestException($"\"{NameOf(member)}\" must be {(member >= Members.Variables ? "a JSON object" : "a string")}.");
                }

                break;
        }
    }

    private static string ShortText(ref Utf8JsonReader json, Members member) => json.ValueSpan.Length <= MaxNameBytes
        ? json.GetString()!
        : throw new RequestException($"\"{NameOf(member)}\" is longer than {MaxNameBytes} bytes.");

    private static void ReadDocument(ref Utf8JsonReader json, ReadOnlyMemory<byte> body, GraphQLRequest request)
    {
        if (!json.ValueIsEscaped)
        {
            request.SetDocument(body.Slice((int)json.TokenStartIndex + 1, json.ValueSpan.Length));
            return;
        }

        // Without its escapes a string is never longer.
        var text = new PooledBytes(json.ValueSpan.Length);
        try
        {
            text.Length = json.CopyString(text.Space);
        }
        catch
        {
            text.Dispose();
            throw;
        }

        request.SetDocument(text);
    }

    private static Members Name(ref Utf8JsonReader json) =>
        json.ValueTextEquals("query"u8) ? Members.Query
        : json.ValueTextEquals("operationName"u8) ? Members.OperationName
        : json.ValueTextEquals("documentId"u8) ? Members.DocumentId
        : json.ValueTextEquals("variables"u8) ? Members.Variables
        : json.ValueTextEquals("extensions"u8) ? Members.Extensions
        : Members.None;

    private static string NameOf(Members member) => JsonNamingPolicy.CamelCase.ConvertName(member.ToString());

    [Flags]
    private enum Members
    {
        None = 0,
        Query = 1,
        OperationName = 2,
        DocumentId = 4,
        Variables = 8,
        Extensions = 16,
    }
}
