using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Gateway.Linear;

/// <summary>Reads one entry of <c>errors</c>. What has an odd shape is left out, for an error that is told in part is still an error.</summary>
internal static class UpstreamErrorReader
{
    /// <param name="reader">Stands on the first token of the entry, afterwards on its last.</param>
    /// <param name="body">The bytes that <paramref name="reader"/> reads.</param>
    public static UpstreamError Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        var error = new UpstreamError("Linear reported an error without a message.");
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return error;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                error = error with { Message = Text(ref reader) ?? error.Message };
            }
            else if (reader.ValueTextEquals("path"u8))
            {
                reader.Read();
                error = error with { Path = ReadPath(ref reader) };
            }
            else if (reader.ValueTextEquals("extensions"u8))
            {
                reader.Read();
                error = ReadExtensions(ref reader, body, error);
            }

            reader.Skip();
        }

        return error;
    }

    private static ImmutableArray<UpstreamPathSegment> ReadPath(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return [];
        }

        var path = ImmutableArray.CreateBuilder<UpstreamPathSegment>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var index) && index >= 0)
            {
                path.Add(new UpstreamPathSegment(null, index));
            }
            else if (Text(ref reader) is { } name)
            {
                path.Add(new UpstreamPathSegment(name, -1));
            }

            reader.Skip();
        }

        return path.DrainToImmutable();
    }

    private static UpstreamError ReadExtensions(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, UpstreamError error)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return error;
        }

        var start = (int)reader.TokenStartIndex;
        string? type = null, code = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = Text(ref reader);
            }
            else if (reader.ValueTextEquals("code"u8))
            {
                reader.Read();
                code = Text(ref reader);
            }

            reader.Skip();
        }

        return error with { Extensions = body[start..(int)reader.BytesConsumed], Type = type, Code = code };
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return null;
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, as a server written in JavaScript sends it after cutting a text within an emoji. Legal JSON, but no text.
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}
