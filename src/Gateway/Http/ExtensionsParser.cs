using System.Buffers;
using System.Text.Json;

namespace Gateway.Http;

/// <summary>Reads what the gateway understands of a request's <c>extensions</c>, and passes over the rest.</summary>
internal static class ExtensionsParser
{
    // A SHA-256 in hexadecimal digits.
    private const int HashLength = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Reads the object at whose start the reader stands, up to its end.</summary>
    public static void Read(ref Utf8JsonReader json, GraphQLRequest request)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isPersistedQuery = json.ValueTextEquals("persistedQuery"u8);
            json.Read();
            if (isPersistedQuery && json.TokenType != JsonTokenType.Null)
            {
                request.PersistedQuery = request.PersistedQuery is null ? ReadPersistedQuery(ref json) : throw Bad();
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static string ReadPersistedQuery(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw Bad();
        }

        string? hash = null;
        bool isVersion1 = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("sha256Hash"u8))
            {
                json.Read();
                hash = json.TokenType == JsonTokenType.String ? json.GetString() : throw Bad();
            }
            else if (json.ValueTextEquals("version"u8))
            {
                json.Read();
                isVersion1 = json.TokenType == JsonTokenType.Number && json.TryGetInt32(out int version) && version == 1;
            }
            else
            {
                json.Skip();
            }
        }

        return isVersion1 && hash is { Length: HashLength } && !hash.AsSpan().ContainsAnyExcept(HexDigits) ? hash : throw Bad();
    }

    private static RequestException Bad() => new(
        "\"extensions.persistedQuery\" must be {\"version\": 1, \"sha256Hash\": …} with 64 lowercase hexadecimal digits.");
}
