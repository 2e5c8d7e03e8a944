namespace Gateway.GraphQL.Language.Syntax;

public sealed class FloatValueSyntax(int start, string text) : ValueSyntax(start)
{
    /// <summary>The number as written, of any length.</summary>
    public string Text { get; } = text;
}
