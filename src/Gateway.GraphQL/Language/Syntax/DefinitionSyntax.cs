namespace Gateway.GraphQL.Language.Syntax;

/// <summary>Anything that may stand at the top level of a document.</summary>
public abstract class DefinitionSyntax(int start, StringValueSyntax? description) : SyntaxNode(start)
{
    /// <summary>Null if there is none.</summary>
    public StringValueSyntax? Description { get; } = description;
}
