using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>
/// Introspection does not follow lists of fields, interfaces, possible types or input fields into each other more than twice: each step
/// multiplies the answer by the size of the schema.
/// </summary>
/// <remarks>No rule of the specification. The reference implementation recommends it, and applies it unless told otherwise.</remarks>
internal sealed class MaxIntrospectionDepth(ValidationRun run) : Rule(run)
{
    private const int TooDeep = 3;

    // Fragments at depths from where nothing is too deep. Not walked twice, for any field.
    private readonly HashSet<(string Fragment, int Depth)> _shallow = [];
    private FieldSyntax? _reported;

    public override void EnterField(FieldSyntax field, NamedType? parent, FieldDefinition? definition)
    {
        if (_reported is null && field is { Name.Value: "__schema" or "__type", SelectionSet: { } selectionSet } && IsDeep(selectionSet))
        {
            _reported = field;
            Run.Report("Maximum introspection depth exceeded", field);
        }
    }

    public override void LeaveField(FieldSyntax field, FieldDefinition? definition)
    {
        if (ReferenceEquals(field, _reported))
        {
            _reported = null;
        }
    }

    // Not recursive: fragments may follow one another for as long as the document is.
    private bool IsDeep(SelectionSetSyntax asked)
    {
        HashSet<(string Fragment, int Depth)> entered = [];
        Stack<(SelectionSetSyntax Selections, int Depth)> open = new([(asked, 0)]);
        while (open.TryPop(out var at))
        {
            foreach (var selection in at.Selections.Selections)
            {
                int depth = IsList(selection) ? at.Depth + 1 : at.Depth;
                if (depth == TooDeep)
                {
                    return true;
                }

                if (Below(selection, depth, entered) is { } below)
                {
                    open.Push((below, depth));
                }
            }
        }

        _shallow.UnionWith(entered);
        return false;
    }

    private SelectionSetSyntax? Below(SelectionSyntax selection, int depth, HashSet<(string Fragment, int Depth)> entered) => selection switch
    {
        FieldSyntax field => field.SelectionSet,
        InlineFragmentSyntax fragment => fragment.SelectionSet,
        FragmentSpreadSyntax { Name.Value: var name } when !_shallow.Contains((name, depth)) && entered.Add((name, depth)) =>
            Run.Fragment(name)?.SelectionSet,
        _ => null,
    };

    private static bool IsList(SelectionSyntax selection) =>
        selection is FieldSyntax { Name.Value: "fields" or "interfaces" or "possibleTypes" or "inputFields" };
}
