namespace Gateway.GraphQL.Language.Syntax;

public sealed class IntValueSyntax(int start, string text) : ValueSyntax(start)
{
    /// <summary>The digits as written, of any length.</summary>
    public string Text { get; } = text;
}
