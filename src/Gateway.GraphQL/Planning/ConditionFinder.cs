using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Planning;

/// <summary>Finds the variables that <c>@skip</c> and <c>@include</c> depend on.</summary>
internal static class ConditionFinder
{
    public static ImmutableArray<string> Find(OperationSyntax operation, IEnumerable<FragmentSyntax> fragments)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Visit(operation.SelectionSet, names);
        foreach (var fragment in fragments)
        {
            Visit(fragment.SelectionSet, names);
        }

        // Fragments may serve several operations; a variable of another operation decides nothing here.
        names.IntersectWith(operation.Variables.Select(variable => variable.Name));
        return [.. names];
    }

    private static void Visit(SelectionSetSyntax selectionSet, SortedSet<string> names)
    {
        foreach (var selection in selectionSet.Selections)
        {
            foreach (var directive in selection.Directives)
            {
                if (directive.Name.Value is "skip" or "include" && directive.Argument("if") is VariableSyntax variable)
                {
                    names.Add(variable.Name);
                }
            }

            switch (selection)
            {
                case FieldSyntax { SelectionSet: { } below }:
                    Visit(below, names);
                    break;
                case InlineFragmentSyntax inline:
                    Visit(inline.SelectionSet, names);
                    break;
            }
        }
    }
}
