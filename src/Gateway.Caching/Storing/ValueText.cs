using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Caching.Records;

namespace Gateway.Caching.Storing;

/// <summary>Values as JSON, for people to read.</summary>
internal static class ValueText
{
    // It is text for a terminal or a tool, never part of a page.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(in FieldValue value)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, Readable))
        {
            Write(json, value);
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, in FieldValue value)
    {
        switch (value.Kind)
        {
            case FieldValueKind.Leaf:
                json.WriteRawValue(value.Json.Span, skipInputValidation: true);
                break;
            case FieldValueKind.Link:
                json.WriteStringValue(value.Link.Key.ToString());
                break;
            case FieldValueKind.List:
                json.WriteStartArray();
                foreach (var item in value.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case FieldValueKind.Object:
                json.WriteStartObject();
                json.WriteString("__typename", value.Object.TypeName);
                foreach (var (key, field) in value.Object.Keys.Zip(value.Object.Values))
                {
                    json.WritePropertyName(key.Text);
                    Write(json, field);
                }

                json.WriteEndObject();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
