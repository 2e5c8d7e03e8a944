using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Language;

/// <summary>Prints operations, fragments and selections.</summary>
internal sealed class ExecutablePrinter(IndentedText text, ValuePrinter values)
{
    private readonly IndentedText _text = text;
    private readonly ValuePrinter _values = values;

    /// <summary>Whether a query is printed as its selection set and nothing else.</summary>
    public static bool IsShorthand(OperationSyntax operation) => operation is
    {
        Kind: OperationKind.Query, Name: null, Description: null, Variables.IsEmpty: true, Directives.IsEmpty: true,
    };

    public void Write(OperationSyntax operation)
    {
        if (!IsShorthand(operation))
        {
            _values.WriteDescription(operation.Description);
            _text.Write(OperationKeyword.Of(operation.Kind));
            _text.Write(operation.Name is null && operation.Variables.IsEmpty ? "" : " ").Write(operation.Name?.Value ?? "");
            WriteVariables(operation.Variables);
            _values.WriteDirectives(operation.Directives);
            _text.Write(" ");
        }

        Write(operation.SelectionSet);
    }

    public void Write(FragmentSyntax fragment)
    {
        _values.WriteDescription(fragment.Description);
        _text.Write("fragment ").Write(fragment.Name.Value).Write(" on ").Write(fragment.TypeCondition.Name);
        _values.WriteDirectives(fragment.Directives);
        _text.Write(" ");
        Write(fragment.SelectionSet);
    }

    public void Write(VariableDefinitionSyntax variable)
    {
        _values.WriteDescription(variable.Description);
        _text.Write("$").Write(variable.Name).Write(": ").Write(variable.Type.ToString()!);
        if (variable.DefaultValue is { } value)
        {
            _text.Write(" = ");
            _values.Write(value);
        }

        _values.WriteDirectives(variable.Directives);
    }

    public void Write(SelectionSetSyntax selectionSet) => _text.WriteBlock("{", selectionSet.Selections, "}", Write);

    public void Write(SelectionSyntax selection)
    {
        switch (selection)
        {
            case FieldSyntax field:
                WriteField(field);
                break;
            case FragmentSpreadSyntax spread:
                _text.Write("...").Write(spread.Name.Value);
                _values.WriteDirectives(spread.Directives);
                break;
            case InlineFragmentSyntax fragment:
                _text.Write(fragment.TypeCondition is { } type ? $"... on {type.Name}" : "...");
                _values.WriteDirectives(fragment.Directives);
                _text.Write(" ");
                Write(fragment.SelectionSet);
                break;
            default:
                throw new ArgumentException($"{selection.GetType().Name} is no selection of the language.", nameof(selection));
        }
    }

    private void WriteField(FieldSyntax field)
    {
        string prefix = field.Alias is { } alias ? $"{alias.Value}: {field.Name.Value}" : field.Name.Value;
        _text.Write(prefix);
        _values.WriteFieldArguments(prefix.Length, field.Arguments);
        _values.WriteDirectives(field.Directives);
        if (field.SelectionSet is { } selectionSet)
        {
            _text.Write(" ");
            Write(selectionSet);
        }
    }

    private void WriteVariables(ImmutableArray<VariableDefinitionSyntax> variables)
    {
        if (variables.Any(SpansLines))
        {
            WriteOnLines(variables);
        }
        else if (!variables.IsEmpty)
        {
            _text.WriteInline("(", variables, ")", Write);
        }
    }

    // The canonical text gives variables lines of their own but, unlike all else, does not indent them.
    private void WriteOnLines(ImmutableArray<VariableDefinitionSyntax> variables)
    {
        _text.Write("(");
        foreach (var variable in variables)
        {
            _text.NewLine();
            Write(variable);
        }

        _text.NewLine();
        _text.Write(")");
    }

    private static bool SpansLines(VariableDefinitionSyntax variable) =>
        variable.Description is not null
        || (variable.DefaultValue is { } value && ValueWidth.SpansLines(value))
        || ValueWidth.SpansLines(variable.Directives);
}
