using System.Diagnostics.CodeAnalysis;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>A variable is used only where every value it may have is allowed.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-All-Variable-Usages-Are-Allowed</remarks>
internal sealed class VariablesInAllowedPosition(ValidationRun run) : Rule(run)
{
    public override void LeaveOperation(OperationSyntax operation, OperationUses uses)
    {
        if (operation.Variables.IsEmpty)
        {
            return;
        }

        Dictionary<string, (VariableDefinitionSyntax Definition, TypeRef? Type)> variables = [];
        foreach (var variable in operation.Variables)
        {
            variables[variable.Name] = (variable, Run.Resolve(variable.Type));
        }

        if (uses.Distinct.TrueForAll(use => !TryFind(use, out var definition, out var type) || Fits(use, definition, type)))
        {
            return;
        }

        foreach (var use in uses.All)
        {
            if (Run.Faults.IsFull)
            {
                return;
            }

            if (TryFind(use, out var definition, out var type))
            {
                Check(use, definition, type);
            }
        }

        bool TryFind(
            in VariableUse use, [NotNullWhen(true)] out VariableDefinitionSyntax? definition, [NotNullWhen(true)] out TypeRef? type)
        {
            (definition, type) = use.Type is null ? default : variables.GetValueOrDefault(use.Variable.Name);
            return definition is not null && type is not null;
        }
    }

    private static bool Fits(in VariableUse use, VariableDefinitionSyntax variable, TypeRef type) =>
        IsAllowed(type, variable.DefaultValue, use.Type!, use.HasDefault) && !IsNullInOneOf(use, variable, type);

    private void Check(in VariableUse use, VariableDefinitionSyntax variable, TypeRef type)
    {
        if (!IsAllowed(type, variable.DefaultValue, use.Type!, use.HasDefault))
        {
            Run.Report(
                $"Variable \"${variable.Name}\" of type \"{type}\" used in position expecting type \"{use.Type}\".", variable, use.Variable);
        }

        if (IsNullInOneOf(use, variable, type))
        {
            Run.Report(
                $"Variable \"${variable.Name}\" is of type \"{type}\" but must be non-nullable to be used for OneOf Input Object \"{use.OneOf}\".",
                variable,
                use.Variable);
        }
    }

    private static bool IsNullInOneOf(in VariableUse use, VariableDefinitionSyntax variable, TypeRef type)
    {
        // A default makes up for a type that admits null only where the reference, too, sees it that way: where the object must not be null.
        bool isMadeUpFor = use.IsOneOfRequired && variable.DefaultValue is not (null or NullValueSyntax);
        return use.OneOf is not null && !type.IsNonNull && !isMadeUpFor;
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
