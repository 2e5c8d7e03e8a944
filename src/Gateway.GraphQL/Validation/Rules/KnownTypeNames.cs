using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>Types that variables and fragments name exist.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Fragment-Spread-Type-Existence</remarks>
internal sealed class KnownTypeNames(ValidationRun run) : Rule(run)
{
    public override void EnterTypeName(NamedTypeSyntax name)
    {
        if (Run.Schema.Type(name.Name) is null)
        {
            string hint = Suggestions.DidYouMean(Suggestions.Near(name.Name, Run.Schema.Types.Select(type => type.Name)));
            Run.Report($"Unknown type \"{name.Name}\".{hint}", name);
        }
    }
}
