using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Planning;

/// <summary>Finds the variables that <c>@skip</c>, <c>@include</c> and <c>@defer</c> depend on.</summary>
internal static class ConditionFinder
{
    /// <summary>The variables that conditions in any of the fragments depend on.</summary>
    public static HashSet<string> Find(IEnumerable<FragmentSyntax> fragments)
    {
        var names = new HashSet<string>();
        foreach (var fragment in fragments)
        {
            Visit(fragment.SelectionSet, names);
        }

        return names;
    }

    /// <summary>The variables that decide what is included of an operation, sorted.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="inFragments">What was found in the fragments of its document, once for all of its operations.</param>
    public static ImmutableArray<string> Find(OperationSyntax operation, HashSet<string> inFragments)
    {
        if (operation.Variables.IsEmpty)
        {
            return [];
        }

        // Fragments may serve several operations; a variable of another operation decides nothing here.
        var names = new HashSet<string>();
        Visit(operation.SelectionSet, names);
        return
        [
            .. operation.Variables.Select(variable => variable.Name)
                .Where(name => names.Contains(name) || inFragments.Contains(name))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static void Visit(SelectionSetSyntax selectionSet, HashSet<string> names)
    {
        foreach (var selection in selectionSet.Selections)
        {
            foreach (var directive in selection.Directives)
            {
                if (directive.Name.Value is "skip" or "include" or PlanCompiler.DeferDirective && directive.Argument("if") is VariableSyntax variable)
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
