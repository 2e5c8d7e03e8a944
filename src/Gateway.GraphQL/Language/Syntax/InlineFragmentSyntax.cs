using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

public sealed class InlineFragmentSyntax(
    int start,
    NamedTypeSyntax? typeCondition,
    ImmutableArray<DirectiveSyntax> directives,
    SelectionSetSyntax selectionSet) : SelectionSyntax(start, directives)
{
    /// <summary>Null where the fragment applies to the enclosing type.</summary>
    public NamedTypeSyntax? TypeCondition { get; } = typeCondition;

    public SelectionSetSyntax SelectionSet { get; } = selectionSet;
}
