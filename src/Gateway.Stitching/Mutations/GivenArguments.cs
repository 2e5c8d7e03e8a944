using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Planning;

namespace Gateway.Stitching.Mutations;

/// <summary>Writes arguments as the caller gave them, rather than in canonical form: the upstream keeps texts of JSON as they come.</summary>
/// <param name="plan">The operation, validated and coerced before.</param>
/// <param name="variables">The request's own JSON.</param>
internal sealed class GivenArguments(OperationPlan plan, JsonElement variables)
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        MaxDepth = 1000,
    };

    /// <summary>The arguments of a field as a JSON object. What is not given is left to the upstream's defaults.</summary>
    public ReadOnlyMemory<byte> Write(FieldPlan field)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            foreach (var argument in field.Arguments.Nodes)
            {
                WriteMember(writer, argument.Name.Value, argument.Value);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private void WriteMember(Utf8JsonWriter writer, string name, ValueSyntax value)
    {
        if (value is VariableSyntax variable && !Given(variable, out _) && Default(variable) is null)
        {
            return;
        }

        writer.WritePropertyName(name);
        Write(writer, value);
    }

    private void Write(Utf8JsonWriter writer, ValueSyntax value)
    {
        switch (value)
        {
            case VariableSyntax variable when Given(variable, out var json):
                writer.WriteRawValue(json.GetRawText(), skipInputValidation: true);
                break;
            case VariableSyntax variable when Default(variable) is { } otherwise:
                Write(writer, otherwise);
                break;
            case StringValueSyntax text:
                writer.WriteStringValue(text.Value);
                break;
            case EnumValueSyntax choice:
                writer.WriteStringValue(choice.Name);
                break;
            case IntValueSyntax number:
                writer.WriteRawValue(number.Text, skipInputValidation: true);
                break;
            case FloatValueSyntax number:
                writer.WriteRawValue(number.Text, skipInputValidation: true);
                break;
            case BooleanValueSyntax truth:
                writer.WriteBooleanValue(truth.Value);
                break;
            case ListValueSyntax list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ObjectValueSyntax literal:
                writer.WriteStartObject();
                foreach (var member in literal.Fields)
                {
                    WriteMember(writer, member.Name.Value, member.Value);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private bool Given(VariableSyntax variable, out JsonElement json)
    {
        json = default;
        return variables.ValueKind == JsonValueKind.Object && variables.TryGetProperty(variable.Name, out json);
    }

    private ValueSyntax? Default(VariableSyntax variable) => plan.Variables.First(definition => definition.Name == variable.Name).DefaultValue;
}
