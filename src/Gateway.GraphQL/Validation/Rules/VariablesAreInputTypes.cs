using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>Variables are of scalars, enums and input objects, or lists of them.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Variables-Are-Input-Types</remarks>
internal sealed class VariablesAreInputTypes(ValidationRun run) : Rule(run)
{
    public override void EnterVariableDefinition(VariableDefinitionSyntax variable)
    {
        if (Run.Resolve(variable.Type) is { Named.IsInput: false })
        {
            Run.Report($"Variable \"${variable.Name}\" cannot be non-input type \"{variable.Type}\".", variable.Type);
        }
    }
}
