using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;

namespace Gateway.GraphQL.Execution;

/// <summary>Answers fields from a JSON tree: the value of a field is the property of that name, null if there is none.</summary>
/// <remarks>
/// <c>{"$error": "text"}</c> in the place of a value fails there with that message; <c>{"$args": true}</c> as the value of a
/// field is the field's coerced arguments. Abstract types are told by the property <c>__typename</c>.
/// </remarks>
public sealed class JsonSource(Schema schema) : IFieldSource
{
    private const string ErrorProperty = "$error";
    private const string ArgumentsProperty = "$args";

    private static readonly JsonDocumentOptions ArgumentOptions = new() { MaxDepth = 1000 };

    /// <summary>The root value of an operation.</summary>
    public static SourceValue Root(JsonElement data) => SourceValue.Object(data);

    public SourceValue Resolve(OperationRun run, in SourceValue parent, FieldPlan field)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(field);
        if (!Has(Json(parent), field.Definition.Name, out var value))
        {
            return SourceValue.Null;
        }

        if (Has(value, ArgumentsProperty, out var wanted) && wanted.ValueKind == JsonValueKind.True)
        {
            using var arguments = JsonDocument.Parse(run.Arguments(field), ArgumentOptions);
            value = arguments.RootElement.Clone();
        }

        return Value(value, field);
    }

    public int Count(in SourceValue list) => Json(list).GetArrayLength();

    public SourceValue Item(OperationRun run, in SourceValue list, int index)
    {
        ArgumentNullException.ThrowIfNull(run);
        FieldPlan? field = null;
        for (int i = run.Frames.Length - 1; field is null; i--)
        {
            field = run.Frames[i].Field;
        }

        return Value(Json(list)[index], field);
    }

    public ObjectType? TypeOf(in SourceValue value, NamedType declared, out string? problem)
    {
        problem = null;
        if (!Has(Json(value), "__typename", out var name) || name.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        string? text = Text(name);
        var named = text is null ? null : schema.Type(text);
        if (named is null)
        {
            problem = $"Abstract type \"{declared}\" was resolved to a type \"{text}\" that does not exist inside the schema.";
        }
        else if (named is not ObjectType)
        {
            problem = $"Abstract type \"{declared}\" was resolved to a non-object type \"{named}\".";
        }

        return named as ObjectType;
    }

    public string? WriteLeaf(in SourceValue leaf, NamedType type, ResponseBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var value = Json(leaf);
        switch (type)
        {
            case EnumType choice when value.ValueKind == JsonValueKind.String && Text(value) is { } name && choice.Value(name) is not null:
            case ScalarType { Kind: ScalarKind.Custom }:
            case ScalarType { Kind: ScalarKind.String or ScalarKind.Id } when value.ValueKind == JsonValueKind.String:
            case ScalarType { Kind: ScalarKind.Float } when value.ValueKind == JsonValueKind.Number:
            case ScalarType { Kind: ScalarKind.Boolean } when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                output.Append(JsonMarshal.GetRawUtf8Value(value));
                return null;
            case ScalarType { Kind: ScalarKind.String } when value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                output.AppendJsonString(value.GetRawText());
                return null;
            case ScalarType { Kind: ScalarKind.Id } when value.ValueKind == JsonValueKind.Number
                && CanonicalNumber.Integer(value.GetRawText()) is { } id:
                output.AppendJsonString(id);
                return null;
            case ScalarType { Kind: ScalarKind.Int } when value.ValueKind == JsonValueKind.Number
                && int.TryParse(CanonicalNumber.Integer(value.GetRawText()), CultureInfo.InvariantCulture, out int number):
                output.Append(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
                return null;
            default:
                return $"{Refusal(type, value)}: {JsonInspection.Show(value)}";
        }
    }

    private static string Refusal(NamedType type, JsonElement value) => type switch
    {
        EnumType => $"Enum \"{type}\" cannot represent value",
        ScalarType { Kind: ScalarKind.Int } when value.ValueKind == JsonValueKind.Number && CanonicalNumber.Integer(value.GetRawText()) is not null =>
            "Int cannot represent non 32-bit signed integer value",
        ScalarType { Kind: ScalarKind.Int } => "Int cannot represent non-integer value",
        ScalarType { Kind: ScalarKind.Float } => "Float cannot represent non numeric value",
        ScalarType { Kind: ScalarKind.Boolean } => "Boolean cannot represent a non boolean value",
        _ => $"{type} cannot represent value",
    };

    private static JsonElement Json(in SourceValue value) => (JsonElement)value.Reference!;

    private static SourceValue Value(JsonElement value, FieldPlan field)
    {
        if (Has(value, ErrorProperty, out var message) && message.ValueKind == JsonValueKind.String)
        {
            return SourceValue.Error(new FieldFault(Text(message) ?? "The message is not valid Unicode."));
        }

        return value.ValueKind switch
        {
            JsonValueKind.Null => SourceValue.Null,
            JsonValueKind.Array => SourceValue.List(value),
            JsonValueKind.Object => SourceValue.Object(value),

            // A leaf passes for a whole list of leaves and an object for a leaf; where neither must pass, each is the other.
            _ => field.Selection is null ? SourceValue.Object(value) : SourceValue.Leaf(value),
        };
    }

    private static bool Has(JsonElement value, string name, out JsonElement property)
    {
        property = default;
        try
        {
            return value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out property);
        }
        catch (InvalidOperationException)
        {
            return HasBesideInvalid(value, Encoding.UTF8.GetBytes(name), out property);
        }
    }

    /// <summary>Finds a property, written without escapes, among others whose names are not valid Unicode.</summary>
    private static bool HasBesideInvalid(JsonElement value, ReadOnlySpan<byte> name, out JsonElement property)
    {
        property = default;
        foreach (var candidate in value.EnumerateObject())
        {
            property = JsonMarshal.GetRawUtf8PropertyName(candidate).SequenceEqual(name) ? candidate.Value : property;
        }

        return property.ValueKind != JsonValueKind.Undefined;
    }

    /// <summary>Null if the text is not valid Unicode, which a JSON reader takes for granted until it is asked.</summary>
    private static string? Text(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
