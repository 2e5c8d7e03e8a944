namespace Gateway.GraphQL.Language.Syntax;

public sealed class NamedTypeSyntax(int start, string name) : TypeSyntax(start)
{
    public string Name { get; } = name;

    public override string ToString() => Name;
}
