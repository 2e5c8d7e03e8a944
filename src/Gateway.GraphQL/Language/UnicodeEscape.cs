using System.Text;

namespace Gateway.GraphQL.Language;

/// <summary>Resolves <c>\u0041</c>, <c>\uD83D\uDE00</c> and <c>\u{1F600}</c>.</summary>
/// <remarks>https://spec.graphql.org/September2025/#EscapedUnicode</remarks>
internal static class UnicodeEscape
{
    private const int FixedLength = 6;
    private const int QuotedUnits = 12;

    /// <summary>Appends the character written by the escape at an offset and answers the offset after it.</summary>
    /// <exception cref="SyntaxException">It is malformed, or a surrogate without its other half.</exception>
    public static int Read(LexerInput input, int start, StringBuilder resolved) =>
        input[start + 2] == '{' ? ReadVariable(input, start, resolved) : ReadFixed(input, start, resolved);

    private static int ReadVariable(LexerInput input, int start, StringBuilder resolved)
    {
        int offset = start + 3;
        int value = 0;
        for (; input[offset] != '}'; offset++)
        {
            int digit = Characters.HexValue(input[offset]);
            if (digit < 0 || value > 0x7FFFFFF)
            {
                throw Invalid(input, start, offset + 1 - start);
            }

            value = (value << 4) | digit;
        }

        if (offset == start + 3 || !Rune.TryCreate(value, out var rune))
        {
            throw Invalid(input, start, offset + 1 - start);
        }

        resolved.Append(rune.ToString());
        return offset + 1;
    }

    private static int ReadFixed(LexerInput input, int start, StringBuilder resolved)
    {
        int value = ReadFourDigits(input, start + 2);
        if (Rune.TryCreate(value, out var rune))
        {
            resolved.Append(rune.ToString());
            return start + FixedLength;
        }

        int second = start + FixedLength;
        if (value >= 0 && input[second] == '\\' && input[second + 1] == 'u'
            && ReadFourDigits(input, second + 2) is var trail and >= 0 && Rune.TryCreate((char)value, (char)trail, out rune))
        {
            resolved.Append(rune.ToString());
            return second + FixedLength;
        }

        throw Invalid(input, start, FixedLength);
    }

    private static int ReadFourDigits(LexerInput input, int offset)
    {
        int value = 0;
        for (int i = offset; i < offset + 4; i++)
        {
            int digit = Characters.HexValue(input[i]);
            if (digit < 0)
            {
                return -1;
            }

            value = (value << 4) | digit;
        }

        return value;
    }

    private static SyntaxException Invalid(LexerInput input, int start, int units) =>
        SyntaxException.Of($"Invalid Unicode escape sequence: \"{input.Quote(start, Math.Min(units, QuotedUnits))}\".", start);
}
