using System.Globalization;
using System.Text.Json;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Values;

/// <summary>Input coercion of scalars.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Scalars</remarks>
internal static class ScalarCoercion
{
    /// <summary>Writes a JSON value as that scalar.</summary>
    /// <returns>Null when written; else what is wrong with it, and nothing was written.</returns>
    public static string? Write(Utf8JsonWriter writer, JsonElement value, ScalarKind kind)
    {
        switch (kind)
        {
            case ScalarKind.Custom:
                CanonicalJson.WriteAny(writer, value);
                return null;
            case ScalarKind.Boolean when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                writer.WriteBooleanValue(value.GetBoolean());
                return null;
            case ScalarKind.String when value.ValueKind == JsonValueKind.String:
            case ScalarKind.Id when value.ValueKind == JsonValueKind.String:
                writer.WriteStringValue(value.GetString());
                return null;
            case ScalarKind.Int when value.ValueKind == JsonValueKind.Number:
                return WriteInt(writer, value);
            case ScalarKind.Float when value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble()):
                CanonicalJson.WriteNumber(writer, value.GetRawText());
                return null;
            case ScalarKind.Id when value.ValueKind == JsonValueKind.Number && CanonicalNumber.Integer(value.GetRawText()) is { } digits:
                writer.WriteStringValue(digits);
                return null;
            default:
                return Refusal(value, kind);
        }
    }

    /// <summary>Writes a literal as that scalar. What does not fit is written as null: validation has refused it before.</summary>
    public static void Write(Utf8JsonWriter writer, ValueSyntax value, ScalarKind kind)
    {
        switch (kind, value)
        {
            case (ScalarKind.Int, IntValueSyntax number) when int.TryParse(number.Text, CultureInfo.InvariantCulture, out int small):
                writer.WriteNumberValue(small);
                break;
            case (ScalarKind.Float, IntValueSyntax number):
                CanonicalJson.WriteNumber(writer, number.Text);
                break;
            case (ScalarKind.Float, FloatValueSyntax number):
                CanonicalJson.WriteNumber(writer, number.Text);
                break;
            case (ScalarKind.String or ScalarKind.Id, StringValueSyntax text):
                writer.WriteStringValue(text.Value);
                break;
            case (ScalarKind.Id, IntValueSyntax number):
                writer.WriteStringValue(number.Text);
                break;
            case (ScalarKind.Boolean, BooleanValueSyntax truth):
                writer.WriteBooleanValue(truth.Value);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static string? WriteInt(Utf8JsonWriter writer, JsonElement value)
    {
        double number = value.GetDouble();
        if (!double.IsInteger(number))
        {
            return $"Int cannot represent non-integer value: {JsonInspection.Show(value)}";
        }

        if (number is < int.MinValue or > int.MaxValue)
        {
            return $"Int cannot represent non 32-bit signed integer value: {JsonInspection.Show(value)}";
        }

        writer.WriteNumberValue((int)number);
        return null;
    }

    private static string Refusal(JsonElement value, ScalarKind kind) => kind switch
    {
        ScalarKind.Int => $"Int cannot represent non-integer value: {JsonInspection.Show(value)}",
        ScalarKind.Float => $"Float cannot represent non numeric value: {JsonInspection.Show(value)}",
        ScalarKind.String => $"String cannot represent a non string value: {JsonInspection.Show(value)}",
        ScalarKind.Boolean => $"Boolean cannot represent a non boolean value: {JsonInspection.Show(value)}",
        _ => $"ID cannot represent value: {JsonInspection.Show(value)}",
    };
}
