using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Language;

/// <summary>Reads documents, one after the other: tells their definitions apart and has each read by the parser of its kind.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Document</remarks>
internal sealed class DocumentParser
{
    private readonly TokenReader _tokens = new();
    private readonly SyntaxStack _stack = new();
    private readonly ValueParser _values;
    private readonly TypeParser _types;
    private readonly ExecutableParser _executables;
    private SchemaParser? _schemas;

    public DocumentParser()
    {
        _types = new TypeParser(_tokens);
        _values = new ValueParser(_tokens, _stack);
        _executables = new ExecutableParser(_tokens, _stack, _values, _types);
    }

    /// <exception cref="SyntaxException">The text is not a document, or passes a limit.</exception>
    public DocumentSyntax Read(SourceText source, ParserLimits limits)
    {
        _tokens.Begin(source.Utf8, limits);
        int list = _stack.Count;
        do
        {
            _stack.Push(ReadDefinition());
        }
        while (!_tokens.IsAt(TokenKind.EndOfFile));
        return new DocumentSyntax(source, _stack.Take<DefinitionSyntax>(list));
    }

    /// <summary>Forgets the document, whether it was read to its end or not.</summary>
    public void Clear()
    {
        _tokens.Clear();
        _stack.Clear();
    }

    private DefinitionSyntax ReadDefinition()
    {
        if (_tokens.IsAt(TokenKind.OpenBrace))
        {
            return _executables.ReadShorthand();
        }

        int start = _tokens.Current.Start;
        var description = _values.ReadDescription();
        if (description is not null && _tokens.IsAt(TokenKind.OpenBrace))
        {
            throw SyntaxException.Of("Unexpected description, descriptions are not supported on shorthand queries.", start);
        }

        if (!_tokens.IsAt(TokenKind.Name))
        {
            throw _tokens.Unexpected();
        }

        return _executables.TryRead(start, description) ?? ReadSchema(start, description) ?? throw Unknown(start, description);
    }

    private TypeSystemSyntax? ReadSchema(int start, StringValueSyntax? description)
    {
        _schemas ??= new SchemaParser(_tokens, _stack, _values, _types);
        if (description is null && _tokens.Skip("extend"u8))
        {
            return _schemas.TryReadExtension(start) ?? throw _tokens.Unexpected();
        }

        return _schemas.TryReadDefinition(start, description);
    }

    private SyntaxException Unknown(int start, StringValueSyntax? description) => description is null
        ? _tokens.Unexpected()
        : SyntaxException.Of("Unexpected description, only GraphQL definitions support descriptions.", start);
}
