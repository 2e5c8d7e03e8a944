using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Language;

/// <summary>Reads the definitions and extensions of a type system.</summary>
/// <remarks>https://spec.graphql.org/September2025/#TypeSystemDefinitionOrExtension</remarks>
internal sealed class SchemaParser(TokenReader tokens, SyntaxStack stack, ValueParser values, TypeParser types)
{
    private readonly TokenReader _tokens = tokens;
    private readonly SyntaxStack _stack = stack;
    private readonly ValueParser _values = values;
    private readonly TypeParser _types = types;
    private readonly MemberParser _members = new(tokens, stack, values, types);

    /// <summary>The definition whose keyword is the current token; null if it is another keyword.</summary>
    /// <param name="start">Where its first token stands: that of its description if it has one.</param>
    /// <param name="description">Null if there is none.</param>
    public TypeSystemSyntax? TryReadDefinition(int start, StringValueSyntax? description) =>
        _tokens.Skip("directive"u8) ? ReadDirective(start, description) : TryRead(new DefinitionHead(start, description, false));

    /// <summary>The extension whose keyword after <c>extend</c> is the current token; null if it is another keyword.</summary>
    /// <exception cref="SyntaxException">It adds nothing, or is malformed.</exception>
    public TypeSystemSyntax? TryReadExtension(int start) => TryRead(new DefinitionHead(start, null, true));

    private TypeSystemSyntax? TryRead(DefinitionHead head)
    {
        var keyword = _tokens.Current;
        return keyword.Kind != TokenKind.Name ? null : _tokens.Text(keyword) switch
        {
            "type" => ReadObject(head),
            "input" => ReadInputObject(head),
            "enum" => ReadEnum(head),
            "interface" => ReadInterface(head),
            "union" => ReadUnion(head),
            "scalar" => ReadScalar(head),
            "schema" => ReadSchema(head),
            _ => null,
        };
    }

    private SchemaSyntax ReadSchema(DefinitionHead head)
    {
        _tokens.Advance();
        var directives = _values.ReadDirectives(VariableUse.Refused);
        var rootTypes = !head.IsExtension || _tokens.IsAt(TokenKind.OpenBrace) ? _members.ReadRootTypes() : [];
        return Extended(head, new SchemaSyntax(head.Start, head.Description, head.IsExtension, directives, rootTypes), rootTypes.Length);
    }

    private ScalarTypeSyntax ReadScalar(DefinitionHead head)
    {
        _tokens.Advance();
        var name = _tokens.TakeName();
        var directives = _values.ReadDirectives(VariableUse.Refused);
        return Extended(head, new ScalarTypeSyntax(head.Start, head.Description, head.IsExtension, name, directives), 0);
    }

    private ObjectTypeSyntax ReadObject(DefinitionHead head)
    {
        _tokens.Advance();
        var name = _tokens.TakeName();
        var interfaces = ReadInterfaces();
        var directives = _values.ReadDirectives(VariableUse.Refused);
        var fields = _members.ReadFields();
        var type = new ObjectTypeSyntax(head.Start, head.Description, head.IsExtension, name, interfaces, directives, fields);
        return Extended(head, type, interfaces.Length + fields.Length);
    }

    private InterfaceTypeSyntax ReadInterface(DefinitionHead head)
    {
        _tokens.Advance();
        var name = _tokens.TakeName();
        var interfaces = ReadInterfaces();
        var directives = _values.ReadDirectives(VariableUse.Refused);
        var fields = _members.ReadFields();
        var type = new InterfaceTypeSyntax(head.Start, head.Description, head.IsExtension, name, interfaces, directives, fields);
        return Extended(head, type, interfaces.Length + fields.Length);
    }

    private UnionTypeSyntax ReadUnion(DefinitionHead head)
    {
        _tokens.Advance();
        var name = _tokens.TakeName();
        var directives = _values.ReadDirectives(VariableUse.Refused);
        var members = _tokens.Skip(TokenKind.Equals) ? ReadNamedTypes(TokenKind.Pipe) : [];
        var type = new UnionTypeSyntax(head.Start, head.Description, head.IsExtension, name, directives, members);
        return Extended(head, type, members.Length);
    }

    private EnumTypeSyntax ReadEnum(DefinitionHead head)
    {
        _tokens.Advance();
        var name = _tokens.TakeName();
        var directives = _values.ReadDirectives(VariableUse.Refused);
        var members = _members.ReadEnumValues();
        var type = new EnumTypeSyntax(head.Start, head.Description, head.IsExtension, name, directives, members);
        return Extended(head, type, members.Length);
    }

    private InputObjectTypeSyntax ReadInputObject(DefinitionHead head)
    {
        _tokens.Advance();
        var name = _tokens.TakeName();
        var directives = _values.ReadDirectives(VariableUse.Refused);
        var fields = _members.ReadInputFields();
        var type = new InputObjectTypeSyntax(head.Start, head.Description, head.IsExtension, name, directives, fields);
        return Extended(head, type, fields.Length);
    }

    private DirectiveDefinitionSyntax ReadDirective(int start, StringValueSyntax? description)
    {
        _tokens.Take(TokenKind.At);
        var name = _tokens.TakeName();
        var arguments = _members.ReadArguments();
        bool isRepeatable = _tokens.Skip("repeatable"u8);
        _tokens.Take("on", "on"u8);
        return new DirectiveDefinitionSyntax(start, description, name, arguments, isRepeatable, _members.ReadDirectiveLocations());
    }

    private ImmutableArray<NamedTypeSyntax> ReadInterfaces() =>
        _tokens.Skip("implements"u8) ? ReadNamedTypes(TokenKind.Ampersand) : [];

    private ImmutableArray<NamedTypeSyntax> ReadNamedTypes(TokenKind separator)
    {
        int list = _stack.Count;
        _tokens.Skip(separator);
        do
        {
            _stack.Push(_types.ReadNamed());
        }
        while (_tokens.Skip(separator));
        return _stack.Take<NamedTypeSyntax>(list);
    }

    private T Extended<T>(DefinitionHead head, T definition, int members)
        where T : TypeSystemSyntax =>
        head.IsExtension && members == 0 && definition.Directives.IsEmpty ? throw _tokens.Unexpected() : definition;
}
