using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Language;

/// <summary>The place of a parse in its text: the current token, what may be asked of it, and the limits that hold.</summary>
/// <remarks>Serves one parse after the other.</remarks>
internal sealed class TokenReader
{
    private readonly NameTable _names = new();
    private ReadOnlyMemory<byte> _source;
    private ParserLimits _limits = ParserLimits.Request;
    private Lexer _lexer;
    private int _tokens;
    private int _depth;

    /// <summary>The first token that is not yet consumed.</summary>
    public Token Current { get; private set; }

    /// <summary>Goes to the first token of a text.</summary>
    /// <exception cref="SyntaxException">The text does not begin with a token.</exception>
    public void Begin(ReadOnlyMemory<byte> source, ParserLimits limits)
    {
        (_source, _limits, _lexer) = (source, limits, new Lexer(source));
        (_tokens, _depth) = (0, 0);
        Advance();
    }

    /// <summary>Forgets the text.</summary>
    public void Clear()
    {
        (_source, _lexer, Current) = (default, default, default);
        _names.Trim();
    }

    public bool IsAt(TokenKind kind) => Current.Kind == kind;

    public bool IsAt(ReadOnlySpan<byte> keyword) => Current.Kind == TokenKind.Name && Bytes(Current).SequenceEqual(keyword);

    public bool Skip(TokenKind kind)
    {
        if (!IsAt(kind))
        {
            return false;
        }

        Advance();
        return true;
    }

    public bool Skip(ReadOnlySpan<byte> keyword)
    {
        if (!IsAt(keyword))
        {
            return false;
        }

        Advance();
        return true;
    }

    /// <summary>Consumes a token of this kind and answers it.</summary>
    public Token Take(TokenKind kind)
    {
        var token = Current;
        if (token.Kind != kind)
        {
            throw SyntaxException.Of($"Expected {TokenText.Of(kind)}, found {Describe(token)}.", token.Start);
        }

        Advance();
        return token;
    }

    /// <summary>Consumes a name that is this keyword.</summary>
    public void Take(string keyword, ReadOnlySpan<byte> utf8)
    {
        if (!Skip(utf8))
        {
            throw SyntaxException.Of($"Expected \"{keyword}\", found {Describe(Current)}.", Current.Start);
        }
    }

    public NameSyntax TakeName()
    {
        var token = Take(TokenKind.Name);
        return new NameSyntax(token.Start, Text(token));
    }

    /// <summary>Consumes the opening token of something that can hold its like.</summary>
    /// <exception cref="SyntaxException">It would be one level too deep.</exception>
    public void Enter(TokenKind open)
    {
        if (_depth == _limits.Depth && IsAt(open))
        {
            throw new SyntaxException($"Document is nested too deeply: more than {_limits.Depth} levels.", Current.Start, ParserLimit.Depth);
        }

        Take(open);
        _depth++;
    }

    /// <summary>Leaves what <see cref="Enter"/> began; its closing token is consumed by the caller.</summary>
    public void Leave() => _depth--;

    /// <summary>The characters of a name or number; equal ones are one string.</summary>
    public string Text(Token token) => _names.Intern(Bytes(token));

    public SyntaxException Unexpected() => Unexpected(Current);

    public SyntaxException Unexpected(Token token) => SyntaxException.Of($"Unexpected {Describe(token)}.", token.Start);

    public void Advance()
    {
        Current = _lexer.Next();
        if (Current.Kind != TokenKind.EndOfFile && ++_tokens > _limits.Tokens)
        {
            throw new SyntaxException($"Document has more than {_limits.Tokens} tokens.", Current.Start, ParserLimit.Tokens);
        }
    }

    private ReadOnlySpan<byte> Bytes(Token token) => _source.Span[token.Start..token.End];

    private string Describe(Token token) => token.Kind switch
    {
        TokenKind.Name or TokenKind.Int or TokenKind.Float => $"{TokenText.Of(token.Kind)} \"{Text(token)}\"",
        TokenKind.String or TokenKind.BlockString => $"{TokenText.Of(token.Kind)} \"{token.Text}\"",
        _ => TokenText.Of(token.Kind),
    };
}
