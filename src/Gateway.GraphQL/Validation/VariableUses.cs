using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation;

/// <summary>Finds the variables of a literal and what the place of each expects.</summary>
internal static class VariableUses
{
    /// <param name="value">A literal.</param>
    /// <param name="type">What its place expects; null if that is not known.</param>
    /// <param name="hasDefault">Whether its place has a default value.</param>
    /// <param name="uses">Where to add what is found.</param>
    public static void Collect(ValueSyntax value, TypeRef? type, bool hasDefault, List<VariableUse> uses) =>
        Collect(value, type, hasDefault, null, false, uses);

    private static void Collect(ValueSyntax value, TypeRef? type, bool hasDefault, InputObjectType? oneOf, bool isRequired, List<VariableUse> uses)
    {
        switch (value)
        {
            case VariableSyntax variable:
                uses.Add(new VariableUse(variable, type, hasDefault, oneOf, isRequired));
                break;
            case ListValueSyntax list:
                var item = type?.Nullable is ListTypeRef listType ? listType.Item : type?.Nullable;
                foreach (var inner in list.Items)
                {
                    Collect(inner, item, false, null, false, uses);
                }

                break;
            case ObjectValueSyntax fields:
                var input = type?.Named as InputObjectType;
                foreach (var field in fields.Fields)
                {
                    var definition = input?.Field(field.Name.Value);
                    bool isDefaulted = definition?.DefaultValue is not null;
                    Collect(field.Value, definition?.Type, isDefaulted, input is { IsOneOf: true } ? input : null, type is NonNullTypeRef, uses);
                }

                break;
        }
    }
}
