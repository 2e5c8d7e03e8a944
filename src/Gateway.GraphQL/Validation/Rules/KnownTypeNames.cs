using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>Types that variables and fragments name exist.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Fragment-Spread-Type-Existence</remarks>
internal sealed class KnownTypeNames(ValidationRun run) : Rule(run)
{
    private readonly HashSet<string> _defined = [];

    public override void EnterDocument(DocumentSyntax document) => _defined.UnionWith(
        document.Definitions.OfType<TypeDefinitionSyntax>().Where(type => !type.IsExtension).Select(type => type.Name.Value));

    public override void EnterTypeName(NamedTypeSyntax name)
    {
        if (Run.Schema.Type(name.Name) is null && !_defined.Contains(name.Name))
        {
            string hint = Suggestions.DidYouMean(Suggestions.Near(name.Name, Run.Schema.Types.Select(type => type.Name).Concat(_defined)));
            Run.Report($"Unknown type \"{name.Name}\".{hint}", name);
        }
    }
}
