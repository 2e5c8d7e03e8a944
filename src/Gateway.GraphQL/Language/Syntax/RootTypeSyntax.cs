namespace Gateway.GraphQL.Language.Syntax;

/// <summary>One line of a schema definition, such as <c>query: Query</c>.</summary>
public sealed class RootTypeSyntax(int start, OperationKind kind, NamedTypeSyntax type) : SyntaxNode(start)
{
    public OperationKind Kind { get; } = kind;

    public NamedTypeSyntax Type { get; } = type;
}
