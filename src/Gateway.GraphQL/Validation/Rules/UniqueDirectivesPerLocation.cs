using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>A directive that is not repeatable is applied to a place once.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Directives-Are-Unique-per-Location</remarks>
internal sealed class UniqueDirectivesPerLocation(ValidationRun run) : Rule(run)
{
    public override void EnterDirectives(ImmutableArray<DirectiveSyntax> directives)
    {
        if (directives.Length < 2)
        {
            return;
        }

        Dictionary<string, DirectiveSyntax> seen = [];
        foreach (var directive in directives)
        {
            string name = directive.Name.Value;
            if (Run.Schema.Directive(name) is { IsRepeatable: false } && !seen.TryAdd(name, directive))
            {
                Run.Report($"The directive \"@{name}\" can only be used once at this location.", seen[name], directive);
            }
        }
    }
}
