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
        if (arguments.IsEmpty || !ValueWidth.PassesLine(prefix, arguments))
        {
            WriteArguments(arguments);
            return;
        }

        _text.Open("(");
        for (int i = 0; i < arguments.Length; i++)
        {
            Separate(i);
            WriteArgument(arguments[i]);
        }

        _text.Close(")");
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
        for (int i = 0; i < arguments.Length; i++)
        {
            _text.Write(i == 0 ? "(" : ", ");
            WriteArgument(arguments[i]);
        }

        _text.Write(arguments.IsEmpty ? "" : ")");
    }

    private void WriteList(ListValueSyntax list)
    {
        bool wraps = ValueWidth.PassesLine(list);
        Begin("[", "", wraps);
        for (int i = 0; i < list.Items.Length; i++)
        {
            Separate(i, wraps);
            Write(list.Items[i]);
        }

        End("]", "", wraps);
    }

    private void WriteObject(ObjectValueSyntax value)
    {
        bool wraps = ValueWidth.PassesLine(value);
        Begin("{", " ", wraps);
        for (int i = 0; i < value.Fields.Length; i++)
        {
            Separate(i, wraps);
            WriteObjectField(value.Fields[i]);
        }

        End("}", " ", wraps);
    }

    private void Begin(string bracket, string padding, bool wraps)
    {
        if (wraps)
        {
            _text.Open(bracket);
        }
        else
        {
            _text.Write(bracket).Write(padding);
        }
    }

    private void End(string bracket, string padding, bool wraps)
    {
        if (wraps)
        {
            _text.Close(bracket);
        }
        else
        {
            _text.Write(padding).Write(bracket);
        }
    }

    private void Separate(int index, bool wraps)
    {
        if (wraps)
        {
            Separate(index);
        }
        else
        {
            _text.Write(index == 0 ? "" : ", ");
        }
    }

    private void Separate(int index)
    {
        if (index > 0)
        {
            _text.NewLine();
        }
    }
}
