using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>Fragments that are spread exist.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Fragment-Spread-Target-Defined</remarks>
internal sealed class KnownFragmentNames(ValidationRun run) : Rule(run)
{
    public override void EnterSpread(FragmentSpreadSyntax spread, NamedType? parent)
    {
        if (Run.Fragment(spread.Name.Value) is null)
        {
            Run.Report($"Unknown fragment \"{spread.Name}\".", spread.Name);
        }
    }
}
