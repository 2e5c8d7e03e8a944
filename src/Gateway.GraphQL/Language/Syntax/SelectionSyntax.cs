using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

/// <summary>A field, a fragment spread or an inline fragment.</summary>
public abstract class SelectionSyntax(int start, ImmutableArray<DirectiveSyntax> directives) : SyntaxNode(start)
{
    public ImmutableArray<DirectiveSyntax> Directives { get; } = directives;
}
