namespace Gateway.GraphQL.Language;

/// <summary>Carries the one syntax error out of the depth of the parser; never leaves <see cref="Parser"/>.</summary>
/// <param name="message">The whole text for the developer.</param>
/// <param name="offset">The byte offset of what does not fit.</param>
/// <param name="limit">The limit that was passed; none for an error of the grammar.</param>
internal sealed class SyntaxException(string message, int offset, ParserLimit limit) : Exception(message)
{
    public int Offset { get; } = offset;

    public ParserLimit Limit { get; } = limit;

    /// <summary>An error of the grammar, as against one of the limits.</summary>
    public static SyntaxException Of(string detail, int offset) => new($"Syntax Error: {detail}", offset, ParserLimit.None);
}
