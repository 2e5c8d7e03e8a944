using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>Every variable that an operation uses, also by way of fragments, is one of its own.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-All-Variable-Uses-Defined</remarks>
internal sealed class NoUndefinedVariables(ValidationRun run) : Rule(run)
{
    public override void LeaveOperation(OperationSyntax operation, OperationUses uses)
    {
        HashSet<string> defined = [.. operation.Variables.Select(variable => variable.Name)];
        if (uses.Distinct.TrueForAll(use => defined.Contains(use.Variable.Name)))
        {
            return;
        }

        foreach (var use in uses.All)
        {
            if (Run.Faults.IsFull)
            {
                return;
            }

            if (!defined.Contains(use.Variable.Name))
            {
                Run.Report(
                    operation.Name is { } name
                        ? $"Variable \"${use.Variable.Name}\" is not defined by operation \"{name}\"."
                        : $"Variable \"${use.Variable.Name}\" is not defined.",
                    use.Variable,
                    operation);
            }
        }
    }
}
