using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Language;

/// <summary>Reads values and what is made of them: arguments, directives and descriptions.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Input-Values</remarks>
internal sealed class ValueParser(TokenReader tokens, SyntaxStack stack)
{
    private readonly TokenReader _tokens = tokens;
    private readonly SyntaxStack _stack = stack;

    public ValueSyntax Read(VariableUse variables)
    {
        var token = _tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.OpenBracket:
                return ReadList(variables);
            case TokenKind.OpenBrace:
                return ReadObject(variables);
            case TokenKind.Dollar:
                return variables == VariableUse.Allowed ? ReadVariable() : throw UnexpectedVariable();
            case TokenKind.Int:
                _tokens.Advance();
                return new IntValueSyntax(token.Start, _tokens.Text(token));
            case TokenKind.Float:
                _tokens.Advance();
                return new FloatValueSyntax(token.Start, _tokens.Text(token));
            case TokenKind.String or TokenKind.BlockString:
                return ReadString();
            case TokenKind.Name:
                return ReadWord();
            default:
                throw _tokens.Unexpected();
        }
    }

    public VariableSyntax ReadVariable()
    {
        int start = _tokens.Take(TokenKind.Dollar).Start;
        var name = _tokens.Take(TokenKind.Name);
        return new VariableSyntax(start, _tokens.Text(name)) { NameStart = name.Start };
    }

    /// <summary>The string that stands before what it describes; null if there is none.</summary>
    public StringValueSyntax? ReadDescription() =>
        _tokens.IsAt(TokenKind.String) || _tokens.IsAt(TokenKind.BlockString) ? ReadString() : null;

    public ImmutableArray<DirectiveSyntax> ReadDirectives(VariableUse variables)
    {
        int list = _stack.Count;
        while (_tokens.IsAt(TokenKind.At))
        {
            int start = _tokens.Take(TokenKind.At).Start;
            _stack.Push(new DirectiveSyntax(start, _tokens.TakeName(), ReadArguments(variables)));
        }

        return _stack.Take<DirectiveSyntax>(list);
    }

    public ImmutableArray<ArgumentSyntax> ReadArguments(VariableUse variables)
    {
        if (!_tokens.Skip(TokenKind.OpenParenthesis))
        {
            return [];
        }

        int list = _stack.Count;
        do
        {
            var name = _tokens.TakeName();
            _tokens.Take(TokenKind.Colon);
            _stack.Push(new ArgumentSyntax(name, Read(variables)));
        }
        while (!_tokens.Skip(TokenKind.CloseParenthesis));
        return _stack.Take<ArgumentSyntax>(list);
    }

    private ListValueSyntax ReadList(VariableUse variables)
    {
        int start = _tokens.Current.Start;
        int list = _stack.Count;
        _tokens.Enter(TokenKind.OpenBracket);
        while (!_tokens.Skip(TokenKind.CloseBracket))
        {
            _stack.Push(Read(variables));
        }

        _tokens.Leave();
        return new ListValueSyntax(start, _stack.Take<ValueSyntax>(list));
    }

    private ObjectValueSyntax ReadObject(VariableUse variables)
    {
        int start = _tokens.Current.Start;
        int list = _stack.Count;
        _tokens.Enter(TokenKind.OpenBrace);
        while (!_tokens.Skip(TokenKind.CloseBrace))
        {
            var name = _tokens.TakeName();
            _tokens.Take(TokenKind.Colon);
            _stack.Push(new ObjectFieldSyntax(name, Read(variables)));
        }

        _tokens.Leave();
        return new ObjectValueSyntax(start, _stack.Take<ObjectFieldSyntax>(list));
    }

    private StringValueSyntax ReadString()
    {
        var token = _tokens.Current;
        _tokens.Advance();
        return new StringValueSyntax(token.Start, token.Text ?? "", token.Kind == TokenKind.BlockString);
    }

    private ValueSyntax ReadWord()
    {
        int start = _tokens.Current.Start;
        string word = _tokens.Text(_tokens.Take(TokenKind.Name));
        return word switch
        {
            "true" => new BooleanValueSyntax(start, true),
            "false" => new BooleanValueSyntax(start, false),
            "null" => new NullValueSyntax(start),
            _ => new EnumValueSyntax(start, word),
        };
    }

    private SyntaxException UnexpectedVariable()
    {
        var dollar = _tokens.Take(TokenKind.Dollar);
        return _tokens.IsAt(TokenKind.Name)
            ? SyntaxException.Of($"Unexpected variable \"${_tokens.Text(_tokens.Current)}\" in constant value.", dollar.Start)
            : _tokens.Unexpected(dollar);
    }
}
