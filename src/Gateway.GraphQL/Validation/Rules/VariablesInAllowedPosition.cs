using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>A variable is used only where every value it may have is allowed.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-All-Variable-Usages-Are-Allowed</remarks>
internal sealed class VariablesInAllowedPosition(ValidationRun run) : Rule(run)
{
    public override void LeaveOperation(OperationSyntax operation, IReadOnlyList<VariableUse> uses)
    {
        Dictionary<string, (VariableDefinitionSyntax Definition, TypeRef? Type)> variables = [];
        foreach (var variable in operation.Variables)
        {
            variables[variable.Name] = (variable, Run.Resolve(variable.Type));
        }

        foreach (var use in uses)
        {
            if (Run.Faults.IsFull)
            {
                return;
            }

            if (use.Type is { } expected && variables.TryGetValue(use.Variable.Name, out var variable) && variable.Type is { } type)
            {
                Check(use, expected, variable.Definition, type);
            }
        }
    }

    private void Check(VariableUse use, TypeRef expected, VariableDefinitionSyntax variable, TypeRef type)
    {
        if (!IsAllowed(type, variable.DefaultValue, expected, use.HasDefault))
        {
            Run.Report(
                $"Variable \"${variable.Name}\" of type \"{type}\" used in position expecting type \"{expected}\".", variable, use.Variable);
        }

        // A default makes up for a type that admits null only where the reference, too, sees it that way: where the object must not be null.
        bool isMadeUpFor = use.IsOneOfRequired && variable.DefaultValue is not (null or NullValueSyntax);
        if (use.OneOf is { } oneOf && !type.IsNonNull && !isMadeUpFor)
        {
            Run.Report(
                $"Variable \"${variable.Name}\" is of type \"{type}\" but must be non-nullable to be used for OneOf Input Object \"{oneOf}\".",
                variable,
                use.Variable);
        }
    }

    private static bool IsAllowed(TypeRef type, ValueSyntax? defaultValue, TypeRef expected, bool hasDefault) =>
        expected.IsNonNull && !type.IsNonNull && (hasDefault || defaultValue is not (null or NullValueSyntax))
            ? Fits(type, expected.Nullable)
            : Fits(type, expected);

    private static bool Fits(TypeRef type, TypeRef expected) => (type, expected) switch
    {
        (NonNullTypeRef given, NonNullTypeRef wanted) => Fits(given.Inner, wanted.Inner),
        (NonNullTypeRef given, _) => Fits(given.Inner, expected),
        (ListTypeRef given, ListTypeRef wanted) => Fits(given.Item, wanted.Item),
        (NamedTypeRef given, NamedTypeRef wanted) => ReferenceEquals(given.Type, wanted.Type),
        _ => false,
    };
}
