using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>A fragment is spread only where some object could be of its type.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Fragment-Spread-Is-Possible</remarks>
internal sealed class PossibleFragmentSpreads(ValidationRun run) : Rule(run)
{
    public override void EnterInlineFragment(InlineFragmentSyntax fragment, NamedType? parent)
    {
        if (fragment.TypeCondition is { } condition)
        {
            Check(fragment, "Fragment", condition, parent);
        }
    }

    public override void EnterSpread(FragmentSpreadSyntax spread, NamedType? parent)
    {
        if (Run.Fragment(spread.Name.Value) is { } fragment)
        {
            Check(spread, $"Fragment \"{spread.Name}\"", fragment.TypeCondition, parent);
        }
    }

    private void Check(SelectionSyntax selection, string subject, NamedTypeSyntax condition, NamedType? parent)
    {
        if (parent is not null && Run.CompositeType(condition) is { } type && !Run.Schema.Overlap(type, parent))
        {
            Run.Report($"{subject} cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", selection);
        }
    }
}
