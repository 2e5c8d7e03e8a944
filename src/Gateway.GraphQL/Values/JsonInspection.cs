using System.Text;
using System.Text.Json;

namespace Gateway.GraphQL.Values;

/// <summary>Shows a JSON value in an error message, shortened where it is long or deep.</summary>
internal static class JsonInspection
{
    private const int MaxItems = 10;
    private const int MaxDepth = 2;
    private const int MaxTextLength = 1000;

    public static string Show(JsonElement value)
    {
        var text = new StringBuilder();
        Append(text, value, 0);
        return text.Length <= MaxTextLength ? text.ToString() : string.Concat(text.ToString().AsSpan(0, MaxTextLength), "…");
    }

    private static void Append(StringBuilder text, JsonElement value, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(text, value, depth);
                break;
            case JsonValueKind.Array:
                AppendArray(text, value, depth);
                break;
            case JsonValueKind.Number:
                text.Append(ShortestNumber.Of(value.GetRawText()));
                break;
            case JsonValueKind.String:
                AppendText(text, value);
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void AppendText(StringBuilder text, JsonElement value)
    {
        string plain;
        try
        {
            plain = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Lone surrogates are shown as they were escaped.
            text.Append(value.GetRawText());
            return;
        }

        text.Append('"');
        foreach (char character in plain.AsSpan(0, Math.Min(plain.Length, MaxTextLength)))
        {
            text.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => $"\\u{(int)character:x4}",
                _ => character.ToString(),
            });
        }

        text.Append('"');
    }

    private static void AppendObject(StringBuilder text, JsonElement value, int depth)
    {
        if (!value.EnumerateObject().Any())
        {
            text.Append("{}");
            return;
        }

        if (depth >= MaxDepth)
        {
            text.Append("[Object]");
            return;
        }

        string separator = "{ ";
        foreach (var property in value.EnumerateObject())
        {
            if (text.Length > MaxTextLength)
            {
                return;
            }

            text.Append(separator).Append(property.Name).Append(": ");
            Append(text, property.Value, depth + 1);
            separator = ", ";
        }

        text.Append(" }");
    }

    private static void AppendArray(StringBuilder text, JsonElement value, int depth)
    {
        int length = value.GetArrayLength();
        if (length > 0 && depth >= MaxDepth)
        {
            text.Append("[Array]");
            return;
        }

        text.Append('[');
        for (int i = 0; i < Math.Min(length, MaxItems); i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Append(text, value[i], depth + 1);
        }

        if (length > MaxItems)
        {
            text.Append(length == MaxItems + 1 ? ", ... 1 more item" : $", ... {length - MaxItems} more items");
        }

        text.Append(']');
    }
}
