using System.Text;
using System.Text.Unicode;

namespace Gateway.GraphQL.Language;

/// <summary>Cuts a text into tokens and drops what is ignored between them.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Language.Source-Text; one lexer reads one text, once.</remarks>
internal struct Lexer
{
    private readonly ReadOnlyMemory<byte> _source;
    private readonly int _end;
    private int _offset;

    public Lexer(ReadOnlyMemory<byte> source)
    {
        _source = source;
        _end = Utf8.IsValid(source.Span) ? source.Length : CountValid(source.Span);
    }

    /// <summary>The next token; <see cref="TokenKind.EndOfFile"/> at the end, as often as asked.</summary>
    /// <exception cref="SyntaxException">What comes next is no token.</exception>
    public Token Next()
    {
        var input = new LexerInput(_source.Span, _end);
        var token = Read(input, SkipIgnored(input, _offset));
        _offset = token.End;
        return token;
    }

    private static Token Read(LexerInput input, int start)
    {
        int character = input[start];
        if (Characters.IsNameStart(character))
        {
            int length = input.From(start).IndexOfAnyExcept(Characters.NameContinue);
            return new Token(TokenKind.Name, start, length < 0 ? input.End : start + length, null);
        }

        return character switch
        {
            '!' => Punctuator(TokenKind.Bang, start),
            '$' => Punctuator(TokenKind.Dollar, start),
            '&' => Punctuator(TokenKind.Ampersand, start),
            '(' => Punctuator(TokenKind.OpenParenthesis, start),
            ')' => Punctuator(TokenKind.CloseParenthesis, start),
            ':' => Punctuator(TokenKind.Colon, start),
            '=' => Punctuator(TokenKind.Equals, start),
            '@' => Punctuator(TokenKind.At, start),
            '[' => Punctuator(TokenKind.OpenBracket, start),
            ']' => Punctuator(TokenKind.CloseBracket, start),
            '{' => Punctuator(TokenKind.OpenBrace, start),
            '|' => Punctuator(TokenKind.Pipe, start),
            '}' => Punctuator(TokenKind.CloseBrace, start),
            '.' when input[start + 1] == '.' && input[start + 2] == '.' => new Token(TokenKind.Spread, start, start + 3, null),
            '-' or (>= '0' and <= '9') => NumberLexer.Read(input, start),
            '"' when input[start + 1] == '"' && input[start + 2] == '"' => BlockStringLexer.Read(input, start),
            '"' => StringLexer.Read(input, start),
            -1 when !input.IsCut => new Token(TokenKind.EndOfFile, start, start, null),
            _ => throw Unexpected(input, start),
        };
    }

    private static Token Punctuator(TokenKind kind, int start) => new(kind, start, start + 1, null);

    private static int SkipIgnored(LexerInput input, int offset)
    {
        while (true)
        {
            switch (input[offset])
            {
                case '\t' or ' ' or ',' or '\n' or '\r':
                    offset++;
                    break;
                case '#':
                    int length = input.From(offset).IndexOfAny((byte)'\n', (byte)'\r');
                    offset = length < 0 ? input.End : offset + length;
                    break;
                case 0xEF when input[offset + 1] == 0xBB && input[offset + 2] == 0xBF:
                    offset += 3;
                    break;
                default:
                    return offset;
            }
        }
    }

    private static SyntaxException Unexpected(LexerInput input, int offset) => SyntaxException.Of(
        input[offset] switch
        {
            -1 => $"Invalid character: {input.Describe(offset)}.",
            '\'' => "Unexpected single quote character ('), did you mean to use a double quote (\")?",
            _ => $"Unexpected character: {input.Describe(offset)}.",
        },
        offset);

    private static int CountValid(ReadOnlySpan<byte> bytes)
    {
        int count = 0;
        while (Rune.DecodeFromUtf8(bytes[count..], out _, out int length) == System.Buffers.OperationStatus.Done)
        {
            count += length;
        }

        return count;
    }
}
