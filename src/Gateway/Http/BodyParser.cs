using System.Text.Json;
using System.Text.Unicode;

namespace Gateway.Http;

/// <summary>Reads the JSON of a request. Throws <see cref="RequestException"/> inside; see <see cref="GraphQLRequestReader"/>.</summary>
internal static class BodyParser
{
    /// <summary>Most levels of nested JSON.</summary>
    public const int MaxDepth = 64;

    // Refusals quote it.
    private const int MaxNameBytes = 1024;

    private static readonly JsonDocumentOptions VariableOptions = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Fills a request from a body, which must stay as it is until the request is disposed.</summary>
    public static void Read(ReadOnlyMemory<byte> body, GraphQLRequest request)
    {
        if (body.Span.StartsWith("\uFEFF"u8))
        {
            body = body[3..];
        }

        if (!Utf8.IsValid(body.Span))
        {
            throw new RequestException("The body is not valid UTF-8.");
        }

        var json = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new RequestException(json.TokenType == JsonTokenType.StartArray
                ? "The body must be a JSON object. Several requests in one are not taken in this version."
                : "The body must be a JSON object.");
        }

        ReadMembers(ref json, body, request);

        // Nothing may follow; the reader throws if something does.
        json.Read();
    }

    /// <summary>Reads variables: a JSON object in valid UTF-8 with no name twice.</summary>
    public static JsonDocument ReadVariables(ReadOnlyMemory<byte> utf8)
    {
        var variables = JsonDocument.Parse(utf8, VariableOptions);
        if (variables.RootElement.ValueKind == JsonValueKind.Object)
        {
            return variables;
        }

        variables.Dispose();
        throw new RequestException("\"variables\" must be a JSON object.");
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
                request.OperationName = json.ValueSpan.Length <= MaxNameBytes
                    ? json.GetString()
                    : throw new RequestException($"\"operationName\" is longer than {MaxNameBytes} bytes.");
                break;
            case Members.Variables when json.TokenType == JsonTokenType.StartObject:
                int start = (int)json.TokenStartIndex;
                json.Skip();
                request.SetVariables(ReadVariables(body[start..(int)json.BytesConsumed]));
                break;
            case Members.Extensions when json.TokenType == JsonTokenType.StartObject:
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
        Variables = 4,
        Extensions = 8,
    }
}
