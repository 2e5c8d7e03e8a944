namespace Gateway.GraphQL.Language.Syntax;

/// <remarks>https://spec.graphql.org/September2025/#sec-Language.Arguments</remarks>
public sealed class ArgumentSyntax(NameSyntax name, ValueSyntax value) : SyntaxNode(name.Start)
{
    private readonly string _name = name.Value;

    public NameSyntax Name => new(Start, _name);

    public ValueSyntax Value { get; } = value;
}
