using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation;

/// <summary>Where in a document something stands: what a report takes, be it of a node or of a name.</summary>
/// <param name="Start">A byte offset.</param>
internal readonly record struct SyntaxPlace(int Start)
{
    public static implicit operator SyntaxPlace(SyntaxNode node) => new(node.Start);

    public static implicit operator SyntaxPlace(NameSyntax name) => new(name.Start);
}
