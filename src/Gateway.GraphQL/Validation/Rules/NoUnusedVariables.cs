using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>Every variable of an operation is used, if only in a fragment.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-All-Variables-Used</remarks>
internal sealed class NoUnusedVariables(ValidationRun run) : Rule(run)
{
    public override void LeaveOperation(OperationSyntax operation, OperationUses uses)
    {
        if (operation.Variables.IsEmpty)
        {
            return;
        }

        HashSet<string> used = [.. uses.Distinct.Select(use => use.Variable.Name)];
        foreach (var variable in operation.Variables.Where(variable => !used.Contains(variable.Name)))
        {
            if (Run.Faults.IsFull)
            {
                return;
            }

            Run.Report(
                operation.Name is { } name
                    ? $"Variable \"${variable.Name}\" is never used in operation \"{name}\"."
                    : $"Variable \"${variable.Name}\" is never used.",
                variable);
        }
    }
}
