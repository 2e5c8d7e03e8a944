using System.Text.Json;

namespace Gateway.GraphQL.Values;

/// <summary>The variables that a request gives: a JSON object, or nothing, which is the default.</summary>
/// <remarks>Most objects hold a few short leaves. Of these no tree is made: their text is read again by whoever coerces it.</remarks>
public readonly struct RequestVariables
{
    // The members of a plain object; names are compared each with each.
    private const int MostPlain = 8;

    private readonly JsonElement _tree;

    private RequestVariables(ReadOnlyMemory<byte> plain) => Plain = plain;

    private RequestVariables(JsonElement tree) => _tree = tree;

    /// <summary>The text of an object that is plain: up to 8 members, no two of one name, none an object, an array or escaped. Else empty.</summary>
    internal ReadOnlyMemory<byte> Plain { get; }

    /// <summary>The object as a tree; undefined or null for none.</summary>
    public JsonElement Tree
    {
        get
        {
            if (Plain.IsEmpty)
            {
                return _tree;
            }

            var json = new Utf8JsonReader(Plain.Span);
            return JsonElement.ParseValue(ref json);
        }
    }

    /// <summary>Those of a tree. It must have no name twice.</summary>
    public static implicit operator RequestVariables(JsonElement tree) => FromJsonElement(tree);

    /// <inheritdoc cref="op_Implicit"/>
    public static RequestVariables FromJsonElement(JsonElement tree) => new(tree);

    /// <summary>Takes an object as it is written, if it is plain.</summary>
    /// <param name="utf8">JSON in valid UTF-8. It must stay as it is for as long as the variables are used.</param>
    /// <param name="variables">Those of the object.</param>
    /// <returns>Whether it is plain.</returns>
    /// <exception cref="JsonException">It is not JSON. What is not plain is not looked at to its end.</exception>
    public static bool TryTakePlain(ReadOnlyMemory<byte> utf8, out RequestVariables variables)
    {
        variables = new RequestVariables(utf8);
        Span<(int Start, int Length)> names = stackalloc (int, int)[MostPlain];
        int count = 0;
        var json = new Utf8JsonReader(utf8.Span);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (count == MostPlain || json.ValueIsEscaped || IsNamed(utf8.Span, names[..count], json.ValueSpan))
            {
                return false;
            }

            names[count++] = ((int)json.TokenStartIndex + 1, json.ValueSpan.Length);
            json.Read();
            if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray || json.ValueIsEscaped)
            {
                return false;
            }
        }

        // Nothing may follow; the reader throws if something does.
        json.Read();
        return true;
    }

    private static bool IsNamed(ReadOnlySpan<byte> text, ReadOnlySpan<(int Start, int Length)> names, ReadOnlySpan<byte> name)
    {
        foreach (var (start, length) in names)
        {
            if (text.Slice(start, length).SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }
}
