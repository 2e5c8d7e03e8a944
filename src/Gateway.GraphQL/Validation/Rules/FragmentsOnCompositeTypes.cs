using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>Fragments are on objects, interfaces and unions only.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Fragments-on-Object-Interface-or-Union-Types</remarks>
internal sealed class FragmentsOnCompositeTypes(ValidationRun run) : Rule(run)
{
    public override void EnterFragment(FragmentSyntax fragment) => Check(fragment.TypeCondition, $"Fragment \"{fragment.Name}\"");

    public override void EnterInlineFragment(InlineFragmentSyntax fragment, Types.NamedType? parent)
    {
        if (fragment.TypeCondition is { } condition)
        {
            Check(condition, "Fragment");
        }
    }

    private void Check(NamedTypeSyntax condition, string subject)
    {
        if (Run.Schema.Type(condition.Name) is { IsComposite: false })
        {
            Run.Report($"{subject} cannot condition on non composite type \"{condition}\".", condition);
        }
    }
}
