using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Language;

/// <summary>Prints what stands inside type system definitions.</summary>
internal sealed class MemberPrinter(IndentedText text, ValuePrinter values)
{
    private readonly IndentedText _text = text;
    private readonly ValuePrinter _values = values;

    public void Write(RootTypeSyntax root) =>
        _text.Write(OperationKeyword.Of(root.Kind)).Write(": ").Write(root.Type.Name);

    public void Write(FieldDefinitionSyntax field)
    {
        _values.WriteDescription(field.Description);
        _text.Write(field.Name.Value);
        WriteArguments(field.Arguments);
        _text.Write(": ").Write(field.Type.ToString()!);
        _values.WriteDirectives(field.Directives);
    }

    public void Write(InputValueDefinitionSyntax input)
    {
        _values.WriteDescription(input.Description);
        _text.Write(input.Name.Value).Write(": ").Write(input.Type.ToString()!);
        if (input.DefaultValue is { } value)
        {
            _text.Write(" = ");
            _values.Write(value);
        }

        _values.WriteDirectives(input.Directives);
    }

    public void Write(EnumValueDefinitionSyntax value)
    {
        _values.WriteDescription(value.Description);
        _text.Write(value.Name.Value);
        _values.WriteDirectives(value.Directives);
    }

    /// <summary>Argument definitions in parentheses: on one line, or each on its own if one of them spans lines.</summary>
    public void WriteArguments(ImmutableArray<InputValueDefinitionSyntax> arguments)
    {
        if (arguments.Any(SpansLines))
        {
            _text.WriteBlock("(", arguments, ")", Write);
        }
        else if (!arguments.IsEmpty)
        {
            _text.WriteInline("(", arguments, ")", Write);
        }
    }

    private static bool SpansLines(InputValueDefinitionSyntax input) =>
        input.Description is not null
        || (input.DefaultValue is { } value && ValueWidth.SpansLines(value))
        || ValueWidth.SpansLines(input.Directives);
}
