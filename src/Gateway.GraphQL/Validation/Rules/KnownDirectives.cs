using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>Directives exist, and stand where they may.</summary>
/// <remarks>
/// https://spec.graphql.org/September2025/#sec-Directives-Are-Defined,
/// https://spec.graphql.org/September2025/#sec-Directives-Are-in-Valid-Locations
/// </remarks>
internal sealed class KnownDirectives(ValidationRun run) : Rule(run)
{
    public override void EnterDirective(DirectiveSyntax directive, string location, DirectiveDefinition? definition)
    {
        if (definition is null)
        {
            Run.Report($"Unknown directive \"@{directive.Name}\".", directive);
        }
        else if (!definition.Locations.Contains(location))
        {
            Run.Report($"Directive \"@{directive.Name}\" may not be used on {location}.", directive);
        }
    }
}
