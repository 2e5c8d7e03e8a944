namespace Gateway.GraphQL.Language.Syntax;

public sealed class ObjectFieldSyntax(int start, NameSyntax name, ValueSyntax value) : SyntaxNode(start)
{
    public NameSyntax Name { get; } = name;

    public ValueSyntax Value { get; } = value;
}
