using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Language;

/// <summary>Reads what stands inside type system definitions: fields, arguments, enum values, root types and directive locations.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Type-System</remarks>
internal sealed class MemberParser(TokenReader tokens, SyntaxStack stack, ValueParser values, TypeParser types)
{
    private readonly TokenReader _tokens = tokens;
    private readonly SyntaxStack _stack = stack;
    private readonly ValueParser _values = values;
    private readonly TypeParser _types = types;

    public ImmutableArray<RootTypeSyntax> ReadRootTypes()
    {
        int list = _stack.Count;
        _tokens.Take(TokenKind.OpenBrace);
        do
        {
            _stack.Push(ReadRootType());
        }
        while (!_tokens.Skip(TokenKind.CloseBrace));
        return _stack.Take<RootTypeSyntax>(list);
    }

    /// <summary>The fields in braces; empty if there are no braces.</summary>
    public ImmutableArray<FieldDefinitionSyntax> ReadFields()
    {
        if (!_tokens.Skip(TokenKind.OpenBrace))
        {
            return [];
        }

        int list = _stack.Count;
        do
        {
            _stack.Push(ReadField());
        }
        while (!_tokens.Skip(TokenKind.CloseBrace));
        return _stack.Take<FieldDefinitionSyntax>(list);
    }

    /// <summary>The input fields in braces; empty if there are no braces.</summary>
    public ImmutableArray<InputValueDefinitionSyntax> ReadInputFields() => ReadInputValues(TokenKind.OpenBrace, TokenKind.CloseBrace);

    /// <summary>The arguments in parentheses; empty if there are no parentheses.</summary>
    public ImmutableArray<InputValueDefinitionSyntax> ReadArguments() =>
        ReadInputValues(TokenKind.OpenParenthesis, TokenKind.CloseParenthesis);

    /// <summary>The enum values in braces; empty if there are no braces.</summary>
    public ImmutableArray<EnumValueDefinitionSyntax> ReadEnumValues()
    {
        if (!_tokens.Skip(TokenKind.OpenBrace))
        {
            return [];
        }

        int list = _stack.Count;
        do
        {
            _stack.Push(ReadEnumValue());
        }
        while (!_tokens.Skip(TokenKind.CloseBrace));
        return _stack.Take<EnumValueDefinitionSyntax>(list);
    }

    public ImmutableArray<NameSyntax> ReadDirectiveLocations()
    {
        var locations = ImmutableArray.CreateBuilder<NameSyntax>();
        _tokens.Skip(TokenKind.Pipe);
        do
        {
            var location = _tokens.Current;
            var name = _tokens.TakeName();
            locations.Add(DirectiveLocations.IsKnown(name.Value) ? name : throw _tokens.Unexpected(location));
        }
        while (_tokens.Skip(TokenKind.Pipe));
        return locations.DrainToImmutable();
    }

    private RootTypeSyntax ReadRootType()
    {
        var token = _tokens.Take(TokenKind.Name);
        var kind = _tokens.Text(token) switch
        {
            "query" => OperationKind.Query,
            "mutation" => OperationKind.Mutation,
            "subscription" => OperationKind.Subscription,
            _ => throw _tokens.Unexpected(token),
        };
        _tokens.Take(TokenKind.Colon);
        return new RootTypeSyntax(token.Start, kind, _types.ReadNamed());
    }

    private FieldDefinitionSyntax ReadField()
    {
        int start = _tokens.Current.Start;
        var description = _values.ReadDescription();
        var name = _tokens.TakeName();
        var arguments = ReadArguments();
        _tokens.Take(TokenKind.Colon);
        var type = _types.Read();
        return new FieldDefinitionSyntax(start, description, name, arguments, type, _values.ReadDirectives(VariableUse.Refused));
    }

    private ImmutableArray<InputValueDefinitionSyntax> ReadInputValues(TokenKind open, TokenKind close)
    {
        if (!_tokens.Skip(open))
        {
            return [];
        }

        int list = _stack.Count;
        do
        {
            _stack.Push(ReadInputValue());
        }
        while (!_tokens.Skip(close));
        return _stack.Take<InputValueDefinitionSyntax>(list);
    }

    private InputValueDefinitionSyntax ReadInputValue()
    {
        int start = _tokens.Current.Start;
        var description = _values.ReadDescription();
        var name = _tokens.TakeName();
        _tokens.Take(TokenKind.Colon);
        var type = _types.Read();
        var defaultValue = _tokens.Skip(TokenKind.Equals) ? _values.Read(VariableUse.Refused) : null;
        var directives = _values.ReadDirectives(VariableUse.Refused);
        return new InputValueDefinitionSyntax(start, description, name, type, defaultValue, directives);
    }

    private EnumValueDefinitionSyntax ReadEnumValue()
    {
        int start = _tokens.Current.Start;
        var description = _values.ReadDescription();
        RefuseReserved(_tokens.Current);
        var name = _tokens.TakeName();
        return new EnumValueDefinitionSyntax(start, description, name, _values.ReadDirectives(VariableUse.Refused));
    }

    private void RefuseReserved(Token token)
    {
        if (token.Kind == TokenKind.Name && _tokens.Text(token) is "true" or "false" or "null")
        {
            throw SyntaxException.Of($"Name \"{_tokens.Text(token)}\" is reserved and cannot be used for an enum value.", token.Start);
        }
    }
}
