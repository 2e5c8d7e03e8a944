using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

public sealed class FragmentSpreadSyntax(int start, NameSyntax name, ImmutableArray<DirectiveSyntax> directives)
    : SelectionSyntax(start, directives)
{
    private readonly int _nameStart = name.Start;
    private readonly string _name = name.Value;

    public NameSyntax Name => new(_nameStart, _name);
}
