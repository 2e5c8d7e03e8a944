namespace Gateway.GraphQL.Language;

/// <summary>Reads strings in three quotation marks and removes their indentation.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-String-Value.Block-Strings</remarks>
internal static class BlockStringLexer
{
    private const string Escape = "\\\"\"\"";
    private const string Quotes = "\"\"\"";

    /// <summary>The block string whose opening quotation marks are at an offset.</summary>
    /// <exception cref="SyntaxException">It does not end.</exception>
    public static Token Read(LexerInput input, int start)
    {
        bool escaped = false;
        int offset = start + Quotes.Length;
        while (true)
        {
            int length = input.From(offset).IndexOfAny((byte)'"', (byte)'\\');
            offset = length < 0 ? input.End : offset + length;
            var rest = input.From(offset);
            if (rest.IsEmpty)
            {
                throw StringLexer.Unterminated(input, offset);
            }

            if (rest.StartsWith("\"\"\""u8))
            {
                string raw = input.Decode(start + Quotes.Length, offset);
                string text = BlockStringIndentation.Remove(escaped ? raw.Replace(Escape, Quotes, StringComparison.Ordinal) : raw);
                return new Token(TokenKind.BlockString, start, offset + Quotes.Length, text);
            }

            bool isEscape = rest.StartsWith("\\\"\"\""u8);
            escaped |= isEscape;
            offset += isEscape ? Escape.Length : 1;
        }
    }
}
