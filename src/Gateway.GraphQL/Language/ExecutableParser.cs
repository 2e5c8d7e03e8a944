using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Language;

/// <summary>Reads operations and fragments.</summary>
/// <remarks>https://spec.graphql.org/September2025/#ExecutableDefinition</remarks>
internal sealed class ExecutableParser(TokenReader tokens, SyntaxStack stack, ValueParser values, TypeParser types)
{
    private readonly TokenReader _tokens = tokens;
    private readonly SyntaxStack _stack = stack;
    private readonly ValueParser _values = values;
    private readonly TypeParser _types = types;

    /// <summary>A query that is only its selection set.</summary>
    public OperationSyntax ReadShorthand() =>
        new(_tokens.Current.Start, null, OperationKind.Query, null, [], [], ReadSelectionSet());

    /// <summary>The operation or fragment whose keyword is the current token; null if it is another keyword.</summary>
    /// <param name="start">Where its first token stands: that of its description if it has one.</param>
    /// <param name="description">Null if there is none.</param>
    public DefinitionSyntax? TryRead(int start, StringValueSyntax? description)
    {
        if (_tokens.Skip("query"u8))
        {
            return ReadOperation(start, description, OperationKind.Query);
        }

        if (_tokens.Skip("fragment"u8))
        {
            return ReadFragment(start, description);
        }

        if (_tokens.Skip("mutation"u8))
        {
            return ReadOperation(start, description, OperationKind.Mutation);
        }

        return _tokens.Skip("subscription"u8) ? ReadOperation(start, description, OperationKind.Subscription) : null;
    }

    private OperationSyntax ReadOperation(int start, StringValueSyntax? description, OperationKind kind)
    {
        NameSyntax? name = _tokens.IsAt(TokenKind.Name) ? _tokens.TakeName() : null;
        var variables = ReadVariables();
        var directives = _values.ReadDirectives(VariableUse.Allowed);
        return new OperationSyntax(start, description, kind, name, variables, directives, ReadSelectionSet());
    }

    private FragmentSyntax ReadFragment(int start, StringValueSyntax? description)
    {
        var name = ReadFragmentName();
        _tokens.Take("on", "on"u8);
        var type = _types.ReadNamed();
        var directives = _values.ReadDirectives(VariableUse.Allowed);
        return new FragmentSyntax(start, description, name, type, directives, ReadSelectionSet());
    }

    private NameSyntax ReadFragmentName() => _tokens.IsAt("on"u8) ? throw _tokens.Unexpected() : _tokens.TakeName();

    private ImmutableArray<VariableDefinitionSyntax> ReadVariables()
    {
        if (!_tokens.Skip(TokenKind.OpenParenthesis))
        {
            return [];
        }

        int list = _stack.Count;
        do
        {
            _stack.Push(ReadVariable());
        }
        while (!_tokens.Skip(TokenKind.CloseParenthesis));
        return _stack.Take<VariableDefinitionSyntax>(list);
    }

    private VariableDefinitionSyntax ReadVariable()
    {
        int start = _tokens.Current.Start;
        var description = _values.ReadDescription();
        var variable = _values.ReadVariable();
        _tokens.Take(TokenKind.Colon);
        var type = _types.Read();
        var defaultValue = _tokens.Skip(TokenKind.Equals) ? _values.Read(VariableUse.Refused) : null;
        var directives = _values.ReadDirectives(VariableUse.Refused);
        return new VariableDefinitionSyntax(start, description, variable, type, defaultValue, directives);
    }

    private SelectionSetSyntax ReadSelectionSet()
    {
        int start = _tokens.Current.Start;
        int list = _stack.Count;
        _tokens.Enter(TokenKind.OpenBrace);
        do
        {
            _stack.Push(_tokens.IsAt(TokenKind.Spread) ? ReadSpread() : ReadField());
        }
        while (!_tokens.Skip(TokenKind.CloseBrace));
        _tokens.Leave();
        return new SelectionSetSyntax(start, _stack.Take<SelectionSyntax>(list));
    }

    private FieldSyntax ReadField()
    {
        NameSyntax? alias = null;
        var name = _tokens.TakeName();
        if (_tokens.Skip(TokenKind.Colon))
        {
            alias = name;
            name = _tokens.TakeName();
        }

        var arguments = _values.ReadArguments(VariableUse.Allowed);
        var directives = _values.ReadDirectives(VariableUse.Allowed);
        var selectionSet = _tokens.IsAt(TokenKind.OpenBrace) ? ReadSelectionSet() : null;
        return new FieldSyntax(alias, name, arguments, directives, selectionSet);
    }

    private SelectionSyntax ReadSpread()
    {
        int start = _tokens.Take(TokenKind.Spread).Start;
        bool hasType = _tokens.Skip("on"u8);
        if (!hasType && _tokens.IsAt(TokenKind.Name))
        {
            return new FragmentSpreadSyntax(start, _tokens.TakeName(), _values.ReadDirectives(VariableUse.Allowed));
        }

        var type = hasType ? _types.ReadNamed() : null;
        var directives = _values.ReadDirectives(VariableUse.Allowed);
        return new InlineFragmentSyntax(start, type, directives, ReadSelectionSet());
    }
}
