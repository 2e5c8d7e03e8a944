using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

/// <remarks>https://spec.graphql.org/September2025/#sec-Language.Fragments</remarks>
public sealed class FragmentSyntax(
    int start,
    StringValueSyntax? description,
    NameSyntax name,
    NamedTypeSyntax typeCondition,
    ImmutableArray<DirectiveSyntax> directives,
    SelectionSetSyntax selectionSet) : DefinitionSyntax(start, description)
{
    public NameSyntax Name { get; } = name;

    public NamedTypeSyntax TypeCondition { get; } = typeCondition;

    public ImmutableArray<DirectiveSyntax> Directives { get; } = directives;

    public SelectionSetSyntax SelectionSet { get; } = selectionSet;
}
