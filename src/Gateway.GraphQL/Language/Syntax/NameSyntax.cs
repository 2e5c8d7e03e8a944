namespace Gateway.GraphQL.Language.Syntax;

/// <summary>A name where its own place matters for errors.</summary>
public sealed class NameSyntax(int start, string value) : SyntaxNode(start)
{
    public string Value { get; } = value;

    public override string ToString() => Value;
}
