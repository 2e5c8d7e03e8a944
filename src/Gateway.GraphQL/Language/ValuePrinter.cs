using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Language;

/// <summary>Prints values and what is made of them: arguments, directives and descriptions.</summary>
internal sealed class ValuePrinter(IndentedText text)
{
    private readonly IndentedText _text = text;

    /// <summary>A value that holds no other.</summary>
    public static string PrintLeaf(ValueSyntax value) => value switch
    {
        VariableSyntax variable => $"${variable.Name}",
        IntValueSyntax number => number.Text,
        FloatValueSyntax number => number.Text,
        StringValueSyntax text => text.IsBlock ? BlockStringPrinter.Print(text.Value) : StringPrinter.Print(text.Value),
        BooleanValueSyntax boolean => boolean.Value ? "true" : "false",
        NullValueSyntax => "null",
        EnumValueSyntax name => name.Name,
        _ => throw new ArgumentException($"{value.GetType().Name} is not a leaf.", nameof(value)),
    };

    public void Write(ValueSyntax value)
    {
        switch (value)
        {
            case ListValueSyntax list:
                WriteList(list);
                break;
            case ObjectValueSyntax fields:
                WriteObject(fields);
                break;
            default:
                _text.WriteLines(PrintLeaf(value));
                break;
        }
    }

    public void WriteDescription(StringValueSyntax? description)
    {
        if (description is not null)
        {
            Write(description);
            _text.NewLine();
        }
    }

    /// <summary>The arguments of a field, each on its own line if the field were too long otherwise.</summary>
    /// <param name="prefix">The length of what stands before the parenthesis.</param>
    /// <param name="arguments">Nothing is written if there are none.</param>
    public void WriteFieldArguments(int prefix, ImmutableArray<ArgumentSyntax> arguments)
    {
        if (!arguments.IsEmpty && ValueWidth.PassesLine(prefix, arguments))
        {
            _text.WriteBlock("(", arguments, ")", WriteArgument);
        }
        else
        {
            WriteArguments(arguments);
        }
    }

    /// <summary>The directives, each after a space.</summary>
    public void WriteDirectives(ImmutableArray<DirectiveSyntax> directives)
    {
        foreach (var directive in directives)
        {
            _text.Write(" ");
            WriteDirective(directive);
        }
    }

    public void WriteDirective(DirectiveSyntax directive)
    {
        _text.Write("@").Write(directive.Name.Value);
        WriteArguments(directive.Arguments);
    }

    public void WriteArgument(ArgumentSyntax argument)
    {
        _text.Write(argument.Name.Value).Write(": ");
        Write(argument.Value);
    }

    public void WriteObjectField(ObjectFieldSyntax field)
    {
        _text.Write(field.Name.Value).Write(": ");
        Write(field.Value);
    }

    private void WriteArguments(ImmutableArray<ArgumentSyntax> arguments)
    {
        if (!arguments.IsEmpty)
        {
            _text.WriteInline("(", arguments, ")", WriteArgument);
        }
    }

    private void WriteList(ListValueSyntax list)
    {
        if (ValueWidth.PassesLine(list))
        {
            _text.WriteBlock("[", list.Items, "]", Write);
        }
        else
        {
            _text.WriteInline("[", list.Items, "]", Write);
        }
    }

    private void WriteObject(ObjectValueSyntax value)
    {
        if (ValueWidth.PassesLine(value))
        {
            _text.WriteBlock("{", value.Fields, "}", WriteObjectField);
        }
        else
        {
            _text.WriteInline("{ ", value.Fields, " }", WriteObjectField);
        }
    }
}
