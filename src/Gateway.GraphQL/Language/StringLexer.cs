using System.Buffers;
using System.Text;

namespace Gateway.GraphQL.Language;

/// <summary>Reads strings in single quotation marks and resolves their escapes.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-String-Value</remarks>
internal static class StringLexer
{
    private static readonly SearchValues<byte> Stops = SearchValues.Create("\"\\\n\r"u8);

    /// <summary>The string whose opening quotation mark is at an offset.</summary>
    /// <exception cref="SyntaxException">It does not end in its line, or holds an escape that means nothing.</exception>
    public static Token Read(LexerInput input, int start)
    {
        StringBuilder? resolved = null;
        int offset = start + 1;
        while (true)
        {
            int length = input.From(offset).IndexOfAny(Stops);
            int stop = length < 0 ? input.End : offset + length;
            switch (input[stop])
            {
                case '"':
                    string rest = input.Decode(offset, stop);
                    return new Token(TokenKind.String, start, stop + 1, resolved is null ? rest : resolved.Append(rest).ToString());
                case '\\':
                    resolved ??= new StringBuilder();
                    resolved.Append(input.Decode(offset, stop));
                    offset = ReadEscape(input, stop, resolved);
                    break;
                default:
                    throw Unterminated(input, stop);
            }
        }
    }

    /// <summary>The error for a string, of either kind, that stops at an offset.</summary>
    public static SyntaxException Unterminated(LexerInput input, int offset) => offset == input.End && input.IsCut
        ? SyntaxException.Of($"Invalid character within String: {input.Describe(offset)}.", offset)
        : SyntaxException.Of("Unterminated string.", offset);

    private static int ReadEscape(LexerInput input, int start, StringBuilder resolved)
    {
        int next = input[start + 1];
        if (next == 'u')
        {
            return UnicodeEscape.Read(input, start, resolved);
        }

        resolved.Append(next switch
        {
            '"' or '\\' or '/' => (char)next,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw SyntaxException.Of($"Invalid character escape sequence: \"{input.Quote(start, 2)}\".", start),
        });
        return start + 2;
    }
}
