using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>A document to be executed holds operations and fragments only.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Executable-Definitions</remarks>
internal sealed class ExecutableDefinitions(ValidationRun run) : Rule(run)
{
    public override void EnterDocument(DocumentSyntax document)
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is TypeSystemSyntax)
            {
                Run.Report($"The {NameOf(definition)} definition is not executable.", definition);
            }
        }
    }

    private static string NameOf(DefinitionSyntax definition) => definition switch
    {
        TypeDefinitionSyntax type => $"\"{type.Name}\"",
        DirectiveDefinitionSyntax directive => $"\"{directive.Name}\"",
        _ => "schema",
    };
}
