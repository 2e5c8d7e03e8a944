namespace Gateway.GraphQL.Language.Syntax;

/// <summary>A node of a parsed document. Nodes are frozen once parsed.</summary>
/// <param name="start">The byte offset of the node's first token in its <see cref="SourceText"/>.</param>
public abstract class SyntaxNode(int start)
{
    /// <summary>The byte offset of the node's first token in its <see cref="SourceText"/>.</summary>
    public int Start { get; } = start;
}
