using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>The schema has a root type for every operation.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Operation-Type-Existence</remarks>
internal sealed class OperationTypeExistence(ValidationRun run) : Rule(run)
{
    public override void EnterOperation(OperationSyntax operation)
    {
        if (Run.Schema.Root(operation.Kind) is null)
        {
            string kind = operation.Kind == OperationKind.Mutation ? "mutation" : "subscription";
            Run.Report($"The {kind} operation is not supported by the schema.", operation);
        }
    }
}
