namespace Gateway.GraphQL.Language.Syntax;

public sealed class BooleanValueSyntax(int start, bool value) : ValueSyntax(start)
{
    public bool Value { get; } = value;
}
