using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

public sealed class FragmentSpreadSyntax(int start, NameSyntax name, ImmutableArray<DirectiveSyntax> directives)
    : SelectionSyntax(start, directives)
{
    public NameSyntax Name { get; } = name;
}
