using System.Globalization;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Checks that literals fit the types of the places where they stand. Variables in them are passed over.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Values-of-Correct-Type</remarks>
/// <param name="fault">Told of every misfit, in the order of the document.</param>
/// <param name="isEnough">Whether there is no point in finding more.</param>
internal sealed class LiteralCheck(Action<string, SyntaxNode> fault, Func<bool> isEnough)
{
    public void Check(ValueSyntax value, TypeRef type)
    {
        if (isEnough())
        {
            return;
        }

        switch (value)
        {
            case VariableSyntax:
                break;
            case NullValueSyntax:
                if (type.IsNonNull)
                {
                    Misfit(value, type);
                }

                break;
            case ListValueSyntax list when type.Nullable is ListTypeRef listType:
                foreach (var item in list.Items)
                {
                    Check(item, listType.Item);
                }

                break;
            case ListValueSyntax:
                CheckLeaf(value, type.Nullable);
                break;
            case ObjectValueSyntax fields when type.Named is InputObjectType input:
                CheckFields(fields, input);
                break;
            default:
                CheckLeaf(value, type);
                break;
        }
    }

    private void CheckFields(ObjectValueSyntax value, InputObjectType type)
    {
        HashSet<string> given = [.. value.Fields.Select(field => field.Name.Value)];
        foreach (var field in type.Fields)
        {
            if (field.IsRequired && !given.Contains(field.Name))
            {
                fault($"Field \"{type.Name}.{field.Name}\" of required type \"{field.Type}\" was not provided.", value);
            }
        }

        if (type.IsOneOf)
        {
            CheckOneOf(value, type, given);
        }

        foreach (var field in value.Fields)
        {
            if (type.Field(field.Name.Value) is { } definition)
            {
                Check(field.Value, definition.Type);
            }
            else
            {
                string hint = Suggestions.DidYouMean(Suggestions.Near(field.Name.Value, type.Fields.Select(known => known.Name)));
                fault($"Field \"{field.Name}\" is not defined by type \"{type.Name}\".{hint}", field);
            }
        }
    }

    // https://spec.graphql.org/September2025/#sec-OneOf-Input-Objects
    private void CheckOneOf(ObjectValueSyntax value, InputObjectType type, HashSet<string> given)
    {
        if (given.Count != 1)
        {
            fault($"OneOf Input Object \"{type.Name}\" must specify exactly one key.", value);
        }
        else if (value.Fields[^1].Value is NullValueSyntax)
        {
            fault($"Field \"{type.Name}.{value.Fields[^1].Name}\" must be non-null.", value);
        }
    }

    private void CheckLeaf(ValueSyntax value, TypeRef type)
    {
        switch (type.Named)
        {
            case ScalarType scalar:
                CheckScalar(value, scalar);
                break;
            case EnumType values:
                CheckEnum(value, values);
                break;
            default:
                Misfit(value, type);
                break;
        }
    }

    private void CheckScalar(ValueSyntax value, ScalarType type)
    {
        string? message = (type.Kind, value) switch
        {
            (ScalarKind.Custom, _)
                or (ScalarKind.Float, IntValueSyntax)
                or (ScalarKind.String, StringValueSyntax)
                or (ScalarKind.Boolean, BooleanValueSyntax)
                or (ScalarKind.Id, StringValueSyntax or IntValueSyntax) => null,
            (ScalarKind.Int, IntValueSyntax number) => int.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                ? null
                : $"Int cannot represent non 32-bit signed integer value: {LiteralText.PrintForMessage(value)}",
            (ScalarKind.Float, FloatValueSyntax number) when double.IsFinite(double.Parse(number.Text, CultureInfo.InvariantCulture)) => null,
            (ScalarKind.Int, _) => $"Int cannot represent non-integer value: {LiteralText.PrintForMessage(value)}",
            (ScalarKind.Float, _) => $"Float cannot represent non numeric value: {LiteralText.PrintForMessage(value)}",
            (ScalarKind.String, _) => $"String cannot represent a non string value: {LiteralText.PrintForMessage(value)}",
            (ScalarKind.Boolean, _) => $"Boolean cannot represent a non boolean value: {LiteralText.PrintForMessage(value)}",
            _ => $"ID cannot represent a non-string and non-integer value: {LiteralText.PrintForMessage(value)}",
        };
        if (message is not null)
        {
            fault(message, value);
        }
    }

    private void CheckEnum(ValueSyntax value, EnumType type)
    {
        if (value is EnumValueSyntax name && type.Value(name.Name) is not null)
        {
            return;
        }

        string text = LiteralText.PrintForMessage(value);
        string hint = Suggestions.DidYouMean(Suggestions.Near(text, type.Values.Select(known => known.Name)), "the enum value");
        fault(
            value is EnumValueSyntax
                ? $"Value \"{text}\" does not exist in \"{type.Name}\" enum.{hint}"
                : $"Enum \"{type.Name}\" cannot represent non-enum value: {text}.{hint}",
            value);
    }

    private void Misfit(ValueSyntax value, TypeRef type) =>
        fault($"Expected value of type \"{type}\", found {LiteralText.PrintForMessage(value)}.", value);
}
