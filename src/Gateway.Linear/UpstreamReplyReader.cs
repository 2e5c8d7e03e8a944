using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace Gateway.Linear;

/// <summary>Reads the JSON envelope of a GraphQL answer, and leaves what is inside <c>data</c> as it is.</summary>
public static class UpstreamReplyReader
{
    /// <summary>How deep an answer may nest, envelope included. Deeper is malformed.</summary>
    public const int MaxDepth = 256;

    /// <summary>Reads any bytes.</summary>
    /// <param name="body">The whole body. The reply's slices point into it.</param>
    /// <param name="rateLimit">Handed on with the reply.</param>
    /// <returns>
    /// The answer, or a fault of kind <see cref="UpstreamFaultKind.Malformed"/>, also where there is neither <c>data</c> nor <c>errors</c>.
    /// </returns>
    public static UpstreamReply Read(ReadOnlyMemory<byte> body, RateLimitReading rateLimit)
    {
        if (body.Span.StartsWith("\uFEFF"u8))
        {
            body = body[3..];
        }

        // The JSON reader looks into strings only when they are decoded, and `data` never is: so bytes that are not UTF-8 must be found here.
        if (!Utf8.IsValid(body.Span))
        {
            return Malformed("Linear's answer is not in UTF-8.", rateLimit, isFleeting: false);
        }

        if (body.Span.TrimStart(" \t\r\n"u8) is [(byte)'<', ..])
        {
            return Malformed("Linear's answer is a page of HTML or XML, not JSON.", rateLimit, isFleeting: true);
        }

        try
        {
            return ReadEnvelope(body, rateLimit);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return Malformed("Linear's answer is not valid JSON, or is cut off.", rateLimit, isFleeting: true);
        }
    }

    private static UpstreamReply ReadEnvelope(ReadOnlyMemory<byte> body, RateLimitReading rateLimit)
    {
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Malformed("Linear's answer is not a JSON object.", rateLimit, isFleeting: false);
        }

        ReadOnlyMemory<byte> data = default;
        ImmutableArray<UpstreamError> errors = [];
        var understood = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                understood &= reader.TokenType is JsonTokenType.StartObject or JsonTokenType.Null;
                data = reader.TokenType == JsonTokenType.StartObject ? Slice(ref reader, body) : default;
            }
            else if (reader.ValueTextEquals("errors"u8))
            {
                reader.Read();
                understood &= reader.TokenType is JsonTokenType.StartArray or JsonTokenType.Null;
                errors = reader.TokenType == JsonTokenType.StartArray ? ReadErrors(ref reader, body) : [];
            }

            reader.Skip();
        }

        reader.Read(); // throws if anything but white space follows
        if (!understood)
        {
            return Malformed("Linear's answer is JSON, but not a GraphQL response.", rateLimit, isFleeting: false);
        }

        return data.IsEmpty && errors.IsEmpty
            ? Malformed("Linear's answer holds neither data nor errors.", rateLimit, isFleeting: false)
            : new UpstreamReply { Data = data, Errors = errors, RateLimit = rateLimit };
    }

    private static ReadOnlyMemory<byte> Slice(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return body[start..(int)reader.BytesConsumed];
    }

    private static ImmutableArray<UpstreamError> ReadErrors(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        var errors = ImmutableArray.CreateBuilder<UpstreamError>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            errors.Add(UpstreamErrorReader.Read(ref reader, body));
        }

        return errors.DrainToImmutable();
    }

    private static UpstreamReply Malformed(string message, RateLimitReading rateLimit, bool isFleeting) =>
        new() { Fault = new UpstreamFault(UpstreamFaultKind.Malformed, message) { IsFleeting = isFleeting }, RateLimit = rateLimit };
}
