namespace Gateway.GraphQL.Language.Syntax;

/// <summary>An input value as it was written.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Input-Values</remarks>
public abstract class ValueSyntax(int start) : SyntaxNode(start);
