using System.Text.Json;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Values;

/// <summary>Coerces literals of a validated document, and the variables inside them, to canonical JSON.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Input-Values</remarks>
internal static class LiteralCoercion
{
    /// <summary>Writes a literal. A variable without a value is written as null where one must stand.</summary>
    /// <returns>Null when all is well; else which variable left a non-null place empty.</returns>
    public static string? Write(Utf8JsonWriter writer, ValueSyntax value, TypeRef type, VariableValues variables)
    {
        if (value is VariableSyntax variable)
        {
            return WriteVariable(writer, variable, type, variables);
        }

        if (value is NullValueSyntax)
        {
            writer.WriteNullValue();
            return null;
        }

        type = type.Nullable;
        if (type is ListTypeRef list)
        {
            return WriteList(writer, value, list, variables);
        }

        switch (type.Named)
        {
            case InputObjectType input when value is ObjectValueSyntax literal:
                return WriteObject(writer, literal, input, variables);
            case EnumType when value is EnumValueSyntax choice:
                writer.WriteStringValue(choice.Name);
                return null;
            case ScalarType { Kind: ScalarKind.Custom }:
                WriteAny(writer, value, variables);
                return null;
            case ScalarType scalar:
                ScalarCoercion.Write(writer, value, scalar.Kind);
                return null;
            default:
                writer.WriteNullValue();
                return null;
        }
    }

    /// <summary>Whether a literal is a variable that has no value, so that it counts as not given.</summary>
    public static bool IsAbsent(ValueSyntax value, VariableValues variables) =>
        value is VariableSyntax variable && !variables.TryGet(variable.Name, out _);

    /// <summary>Whether a variable stands anywhere in the literal.</summary>
    public static bool HasVariable(ValueSyntax value) => value switch
    {
        VariableSyntax => true,
        ListValueSyntax list => list.Items.Any(HasVariable),
        ObjectValueSyntax literal => literal.Fields.Any(field => HasVariable(field.Value)),
        _ => false,
    };

    private static string? WriteVariable(Utf8JsonWriter writer, VariableSyntax variable, TypeRef type, VariableValues variables)
    {
        bool given = variables.TryGet(variable.Name, out var json);
        if (type is NonNullTypeRef && (!given || json.Span.SequenceEqual("null"u8)))
        {
            writer.WriteNullValue();
            return $"Variable \"${variable.Name}\" of type \"{type.Nullable}\" must not be null where \"{type}\" is expected.";
        }

        if (!given)
        {
            writer.WriteNullValue();
        }
        else if (type.Nullable is ListTypeRef && json.Span[0] is not ((byte)'[' or (byte)'n'))
        {
            writer.WriteStartArray();
            writer.WriteRawValue(json.Span, skipInputValidation: true);
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteRawValue(json.Span, skipInputValidation: true);
        }

        return null;
    }

    private static string? WriteList(Utf8JsonWriter writer, ValueSyntax value, ListTypeRef list, VariableValues variables)
    {
        string? problem = null;
        writer.WriteStartArray();
        if (value is ListValueSyntax literal)
        {
            foreach (var item in literal.Items)
            {
                problem ??= Write(writer, item, list.Item, variables);
            }
        }
        else
        {
            problem = Write(writer, value, list.Item, variables);
        }

        writer.WriteEndArray();
        return problem;
    }

    private static string? WriteObject(Utf8JsonWriter writer, ObjectValueSyntax literal, InputObjectType input, VariableValues variables)
    {
        string? problem = null;
        writer.WriteStartObject();
        foreach (var field in input.SortedFields)
        {
            var value = literal.Fields.FirstOrDefault(given => given.Name.Value == field.Name)?.Value;
            if (value is null || IsAbsent(value, variables))
            {
                value = field.DefaultValue;
            }

            if (value is not null)
            {
                // The one field given must not be null, and a variable may be.
                problem ??= input.IsOneOf && value is VariableSyntax variable && variables.IsNull(variable.Name)
                    ? $"Field \"{field.Name}\" of OneOf type \"{input.Name}\" must not be null."
                    : null;
                writer.WritePropertyName(field.Name);
                problem ??= Write(writer, value, field.Type, variables);
            }
            else if (field.IsRequired)
            {
                problem ??= $"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided.";
            }
        }

        writer.WriteEndObject();
        return problem;
    }

    private static void WriteAny(Utf8JsonWriter writer, ValueSyntax value, VariableValues variables)
    {
        switch (value)
        {
            case VariableSyntax variable when variables.TryGet(variable.Name, out var json):
                writer.WriteRawValue(json.Span, skipInputValidation: true);
                break;
            case StringValueSyntax text:
                writer.WriteStringValue(text.Value);
                break;
            case EnumValueSyntax choice:
                writer.WriteStringValue(choice.Name);
                break;
            case IntValueSyntax number:
                CanonicalJson.WriteNumber(writer, number.Text);
                break;
            case FloatValueSyntax number:
                CanonicalJson.WriteNumber(writer, number.Text);
                break;
            case BooleanValueSyntax truth:
                writer.WriteBooleanValue(truth.Value);
                break;
            case ListValueSyntax list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    WriteAny(writer, item, variables);
                }

                writer.WriteEndArray();
                break;
            case ObjectValueSyntax literal:
                writer.WriteStartObject();
                foreach (var field in literal.Fields.Where(field => !IsAbsent(field.Value, variables))
                    .OrderBy(field => field.Name.Value, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(field.Name.Value);
                    WriteAny(writer, field.Value, variables);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
