using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>No two variables of an operation share a name.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Variable-Uniqueness</remarks>
internal sealed class UniqueVariableNames(ValidationRun run) : Rule(run)
{
    public override void EnterOperation(OperationSyntax operation)
    {
        foreach (var same in operation.Variables.GroupBy(variable => variable.Name).Where(same => same.Skip(1).Any()))
        {
            Run.Report($"There can be only one variable named \"${same.Key}\".", [.. same.Select(variable => NameOf(variable.Variable))]);
        }
    }

    private static NameSyntax NameOf(VariableSyntax variable) => new(variable.NameStart, variable.Name);
}
