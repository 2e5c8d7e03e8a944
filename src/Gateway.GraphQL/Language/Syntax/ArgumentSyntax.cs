namespace Gateway.GraphQL.Language.Syntax;

/// <remarks>https://spec.graphql.org/September2025/#sec-Language.Arguments</remarks>
public sealed class ArgumentSyntax(int start, NameSyntax name, ValueSyntax value) : SyntaxNode(start)
{
    public NameSyntax Name { get; } = name;

    public ValueSyntax Value { get; } = value;
}
