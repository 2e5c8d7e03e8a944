namespace Gateway.GraphQL.Language.Syntax;

public sealed class ObjectFieldSyntax(NameSyntax name, ValueSyntax value) : SyntaxNode(name.Start)
{
    private readonly string _name = name.Value;

    public NameSyntax Name => new(Start, _name);

    public ValueSyntax Value { get; } = value;
}
