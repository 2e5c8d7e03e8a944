using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>A subscription selects one field at its root, whatever the variables are, and not one of introspection.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Single-Root-Field</remarks>
internal sealed class SubscriptionSingleRootField(ValidationRun run) : Rule(run)
{
    // Thousands of subscriptions may share thousands of fragments. What is meant to be run has one field.
    private const int MostWork = 500_000;

    private int _work;

    public override void EnterOperation(OperationSyntax operation)
    {
        if (operation.Kind != OperationKind.Subscription || _work > MostWork || Run.Schema.Subscription is not { } root)
        {
            return;
        }

        OrderedDictionary<string, List<FieldSyntax>> fields = [];
        List<DirectiveSyntax> conditions = [];
        Collect(operation.SelectionSet, root, fields, conditions);
        if (_work > MostWork)
        {
            Run.Report("Subscriptions select too much to be checked.");
            return;
        }

        string subject = operation.Name is { } name ? $"Subscription \"{name}\"" : "Anonymous Subscription";
        if (conditions.Count > 0)
        {
            Run.Report($"{subject} must not use `@skip` or `@include` directives in the top level selection.", [.. conditions]);
            return;
        }

        if (fields.Count > 1)
        {
            Run.Report($"{subject} must select only one top level field.", [.. fields.Values.Skip(1).SelectMany(same => same)]);
        }

        foreach (var same in fields.Values)
        {
            if (Run.Faults.IsFull)
            {
                return;
            }

            if (same[0].Name.Value.StartsWith("__", StringComparison.Ordinal))
            {
                Run.Report($"{subject} must not select an introspection top level field.", [.. same]);
            }
        }
    }

    // Not recursive: fragments may follow one another for as long as the document is.
    private void Collect(
        SelectionSetSyntax selectionSet, ObjectType root, OrderedDictionary<string, List<FieldSyntax>> fields, List<DirectiveSyntax> conditions)
    {
        HashSet<string> visited = [];
        Stack<SelectionSyntax> open = [];
        Push(open, selectionSet);
        while (open.TryPop(out var selection) && ++_work <= MostWork)
        {
            if ((Condition(selection, "skip") ?? Condition(selection, "include")) is { } condition)
            {
                conditions.Add(condition);
                continue;
            }

            switch (selection)
            {
                case FieldSyntax field:
                    fields.TryAdd(field.ResponseName, []);
                    fields[field.ResponseName].Add(field);
                    break;
                case InlineFragmentSyntax fragment when Applies(fragment.TypeCondition, root):
                    Push(open, fragment.SelectionSet);
                    break;
                case FragmentSpreadSyntax spread when visited.Add(spread.Name.Value)
                    && Run.Fragment(spread.Name.Value) is { } fragment
                    && Applies(fragment.TypeCondition, root):
                    Push(open, fragment.SelectionSet);
                    break;
            }
        }
    }

    private static DirectiveSyntax? Condition(SelectionSyntax selection, string name)
    {
        foreach (var directive in selection.Directives)
        {
            if (directive.Name.Value == name)
            {
                return directive;
            }
        }

        return null;
    }

    private bool Applies(NamedTypeSyntax? condition, ObjectType root) =>
        condition is null || (Run.CompositeType(condition) is { } type && Run.Schema.IsPossible(type, root));

    private static void Push(Stack<SelectionSyntax> open, SelectionSetSyntax selectionSet)
    {
        for (int i = selectionSet.Selections.Length - 1; i >= 0; i--)
        {
            open.Push(selectionSet.Selections[i]);
        }
    }
}
