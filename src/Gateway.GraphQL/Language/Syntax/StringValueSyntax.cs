namespace Gateway.GraphQL.Language.Syntax;

public sealed class StringValueSyntax(int start, string value, bool isBlock) : ValueSyntax(start)
{
    /// <summary>The text, with escapes resolved and a block string's indentation removed.</summary>
    public string Value { get; } = value;

    /// <summary>Whether it was written with three quotes.</summary>
    public bool IsBlock { get; } = isBlock;
}
