using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>An operation without a name is the only one.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Lone-Anonymous-Operation</remarks>
internal sealed class LoneAnonymousOperation(ValidationRun run) : Rule(run)
{
    private int _operations;

    public override void EnterDocument(DocumentSyntax document) =>
        _operations = document.Definitions.Count(definition => definition is OperationSyntax);

    public override void EnterOperation(OperationSyntax operation)
    {
        if (operation.Name is null && _operations > 1)
        {
            Run.Report("This anonymous operation must be the only defined operation.", operation);
        }
    }
}
