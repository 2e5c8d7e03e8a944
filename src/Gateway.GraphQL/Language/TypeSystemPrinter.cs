using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Language;

/// <summary>Prints definitions and extensions of a type system as they were parsed.</summary>
internal sealed class TypeSystemPrinter(IndentedText text, ValuePrinter values)
{
    private readonly IndentedText _text = text;
    private readonly ValuePrinter _values = values;
    private readonly MemberPrinter _members = new(text, values);

    public void Write(TypeSystemSyntax definition)
    {
        _values.WriteDescription(definition.Description);
        _text.Write(definition.IsExtension ? "extend " : "");
        switch (definition)
        {
            case SchemaSyntax schema:
                _text.Write("schema");
                _values.WriteDirectives(schema.Directives);
                WriteBlock(schema.RootTypes, _members.Write);
                break;
            case TypeDefinitionSyntax type:
                WriteType(type);
                break;
            case DirectiveDefinitionSyntax directive:
                WriteDirectiveDefinition(directive);
                break;
            default:
                throw new ArgumentException($"{definition.GetType().Name} is no definition of the language.", nameof(definition));
        }
    }

    private void WriteType(TypeDefinitionSyntax type)
    {
        _text.Write(KeywordOf(type)).Write(" ").Write(type.Name.Value);
        if (type is FieldsTypeSyntax { Interfaces.IsEmpty: false } implementing)
        {
            _text.Write(" implements ").Write(string.Join(" & ", implementing.Interfaces));
        }

        _values.WriteDirectives(type.Directives);
        switch (type)
        {
            case FieldsTypeSyntax fields:
                WriteBlock(fields.Fields, _members.Write);
                break;
            case InputObjectTypeSyntax input:
                WriteBlock(input.Fields, _members.Write);
                break;
            case EnumTypeSyntax values:
                WriteBlock(values.Values, _members.Write);
                break;
            case UnionTypeSyntax { Members.IsEmpty: false } union:
                _text.Write(" = ").Write(string.Join(" | ", union.Members));
                break;
        }
    }

    private void WriteDirectiveDefinition(DirectiveDefinitionSyntax directive)
    {
        _text.Write("directive @").Write(directive.Name.Value);
        _members.WriteArguments(directive.Arguments);
        _text.Write(directive.IsRepeatable ? " repeatable on " : " on ").Write(string.Join(" | ", directive.Locations));
    }

    private void WriteBlock<T>(ImmutableArray<T> items, Action<T> write)
    {
        if (!items.IsEmpty)
        {
            _text.WriteBlock(" {", items, "}", write);
        }
    }

    private static string KeywordOf(TypeDefinitionSyntax type) => type switch
    {
        ScalarTypeSyntax => "scalar",
        ObjectTypeSyntax => "type",
        InterfaceTypeSyntax => "interface",
        UnionTypeSyntax => "union",
        EnumTypeSyntax => "enum",
        InputObjectTypeSyntax => "input",
        _ => throw new ArgumentException($"{type.GetType().Name} is no type of the language.", nameof(type)),
    };
}
