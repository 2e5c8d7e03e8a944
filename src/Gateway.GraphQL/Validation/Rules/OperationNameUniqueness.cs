using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>No two operations share a name.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Operation-Name-Uniqueness</remarks>
internal sealed class OperationNameUniqueness(ValidationRun run) : Rule(run)
{
    private readonly Dictionary<string, NameSyntax> _known = [];

    public override void EnterOperation(OperationSyntax operation)
    {
        if (operation.Name is { } name && !_known.TryAdd(name.Value, name))
        {
            Run.Report($"There can be only one operation named \"{name}\".", _known[name.Value], name);
        }
    }
}
