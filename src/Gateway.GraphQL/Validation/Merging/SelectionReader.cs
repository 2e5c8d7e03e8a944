using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Merging;

/// <summary>Reads selection sets, each once.</summary>
internal sealed class SelectionReader(ValidationRun run)
{
    private readonly Dictionary<SelectionSetSyntax, SelectedFields> _read = [];

    /// <summary>How many were read: one more than the highest id given so far.</summary>
    public int Count => _read.Count;

    public SelectedFields Read(OperationSyntax operation) => Read(operation.SelectionSet, run.Schema.Root(operation.Kind));

    public SelectedFields Read(FragmentSyntax fragment) => Read(fragment.SelectionSet, run.CompositeType(fragment.TypeCondition));

    /// <summary>What is selected below a field; null for a leaf.</summary>
    public SelectedFields? ReadBelow(SelectedField field) =>
        field.Syntax.SelectionSet is { } below ? Read(below, field.Type?.Named is { IsComposite: true } type ? type : null) : null;

    private SelectedFields Read(SelectionSetSyntax selectionSet, NamedType? parent)
    {
        if (!_read.TryGetValue(selectionSet, out var fields))
        {
            fields = new SelectedFields(_read.Count);
            _read.Add(selectionSet, fields);
            Add(selectionSet, parent, fields, []);
        }

        return fields;
    }

    private void Add(SelectionSetSyntax selectionSet, NamedType? parent, SelectedFields fields, HashSet<string> spread)
    {
        foreach (var selection in selectionSet.Selections)
        {
            switch (selection)
            {
                case FieldSyntax field:
                    if (!fields.ByName.TryGetValue(field.ResponseName, out var same))
                    {
                        fields.ByName.Add(field.ResponseName, same = []);
                    }

                    same.Add(new SelectedField(field, parent, parent is null ? null : run.Schema.Field(parent, field.Name.Value)));
                    break;
                case InlineFragmentSyntax fragment:
                    Add(fragment.SelectionSet, fragment.TypeCondition is { } condition ? run.CompositeType(condition) : parent, fields, spread);
                    break;
                case FragmentSpreadSyntax named when spread.Add(named.Name.Value) && run.Fragment(named.Name.Value) is { } fragment:
                    fields.Fragments.Add(fragment);
                    break;
            }
        }
    }
}
