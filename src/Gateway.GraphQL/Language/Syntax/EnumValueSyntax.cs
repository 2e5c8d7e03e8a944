namespace Gateway.GraphQL.Language.Syntax;

public sealed class EnumValueSyntax(int start, string name) : ValueSyntax(start)
{
    public string Name { get; } = name;
}
