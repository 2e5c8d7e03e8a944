using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gateway.GraphQL.Values;

/// <summary>JSON in which equal values are equal bytes: no white space, object keys sorted by UTF-16 code unit, one way to write a number or string.</summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        MaxDepth = 1000,
    };

    /// <summary>Writes one value and returns its bytes.</summary>
    public static ReadOnlyMemory<byte> Write<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var buffer = new ArrayBufferWriter<byte>(64);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer, state);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A string, with its quotes.</summary>
    public static ReadOnlyMemory<byte> OfString(string text) => Write(text, static (writer, text) => writer.WriteStringValue(text));

    /// <summary>Writes any JSON canonically.</summary>
    /// <exception cref="InvalidOperationException">A string is not valid Unicode.</exception>
    public static void WriteAny(Utf8JsonWriter writer, JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var (key, inner) in new SortedProperties(value).Items)
                {
                    writer.WritePropertyName(key);
                    WriteAny(writer, inner);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    WriteAny(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(value.GetString());
                break;
            case JsonValueKind.Number:
                WriteNumber(writer, value.GetRawText());
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>Writes a number so that <c>1</c>, <c>1.0</c> and <c>1e0</c> are the same; none loses a digit.</summary>
    internal static void WriteNumber(Utf8JsonWriter writer, string text) =>
        writer.WriteRawValue(CanonicalNumber.Of(text), skipInputValidation: true);
}
