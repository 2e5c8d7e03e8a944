using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

public sealed class SelectionSetSyntax(int start, ImmutableArray<SelectionSyntax> selections) : SyntaxNode(start)
{
    public ImmutableArray<SelectionSyntax> Selections { get; } = selections;
}
