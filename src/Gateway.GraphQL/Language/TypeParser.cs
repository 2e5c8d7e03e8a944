using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Language;

/// <summary>Reads references to types.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Type-References</remarks>
internal sealed class TypeParser(TokenReader tokens)
{
    private readonly TokenReader _tokens = tokens;

    public TypeSyntax Read()
    {
        int start = _tokens.Current.Start;
        TypeSyntax type = _tokens.IsAt(TokenKind.OpenBracket) ? ReadList() : ReadNamed();
        return _tokens.Skip(TokenKind.Bang) ? new NonNullTypeSyntax(start, type) : type;
    }

    public NamedTypeSyntax ReadNamed()
    {
        var token = _tokens.Take(TokenKind.Name);
        return new NamedTypeSyntax(token.Start, _tokens.Text(token));
    }

    private ListTypeSyntax ReadList()
    {
        int start = _tokens.Current.Start;
        _tokens.Enter(TokenKind.OpenBracket);
        var item = Read();
        _tokens.Take(TokenKind.CloseBracket);
        _tokens.Leave();
        return new ListTypeSyntax(start, item);
    }
}
