namespace Gateway.GraphQL.Language.Syntax;

/// <summary>A reference to a type: a name, a list, or non-null of either.</summary>
public abstract class TypeSyntax(int start) : SyntaxNode(start);
