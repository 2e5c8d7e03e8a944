namespace Gateway.GraphQL.Language;

/// <summary>Reads numbers and refuses what may not follow one.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Int-Value and #sec-Float-Value</remarks>
internal static class NumberLexer
{
    /// <summary>The number that begins at an offset with a digit or a minus.</summary>
    /// <exception cref="SyntaxException">It is not well formed, or a digit, a dot or a name follows at once.</exception>
    public static Token Read(LexerInput input, int start)
    {
        var kind = TokenKind.Int;
        int end = ReadInteger(input, input[start] == '-' ? start + 1 : start);
        if (input[end] == '.')
        {
            kind = TokenKind.Float;
            end = ReadDigits(input, end + 1);
        }

        if (input[end] is 'e' or 'E')
        {
            kind = TokenKind.Float;
            end = ReadDigits(input, input[end + 1] is '+' or '-' ? end + 2 : end + 1);
        }

        if (input[end] == '.' || Characters.IsNameStart(input[end]))
        {
            throw DigitExpected(input, end);
        }

        return new Token(kind, start, end, null);
    }

    private static int ReadInteger(LexerInput input, int offset)
    {
        if (input[offset] != '0')
        {
            return ReadDigits(input, offset);
        }

        return Characters.IsDigit(input[offset + 1])
            ? throw SyntaxException.Of($"Invalid number, unexpected digit after 0: {input.Describe(offset + 1)}.", offset + 1)
            : offset + 1;
    }

    private static int ReadDigits(LexerInput input, int offset)
    {
        if (!Characters.IsDigit(input[offset]))
        {
            throw DigitExpected(input, offset);
        }

        int count = input.From(offset).IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return count < 0 ? input.End : offset + count;
    }

    private static SyntaxException DigitExpected(LexerInput input, int offset) =>
        SyntaxException.Of($"Invalid number, expected digit but got: {input.Describe(offset)}.", offset);
}
