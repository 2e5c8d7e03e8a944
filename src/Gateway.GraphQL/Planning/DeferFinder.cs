using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Planning;

/// <summary>Finds out whether an operation allows a part of its answer to come later.</summary>
internal static class DeferFinder
{
    /// <summary>Whether <c>@defer</c> stands anywhere in it, whatever its conditions are.</summary>
    public static bool Find(OperationSyntax operation, IReadOnlyDictionary<string, FragmentSyntax> fragments)
    {
        var visited = new HashSet<string>();
        var open = new Stack<SelectionSetSyntax>([operation.SelectionSet]);
        while (open.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                switch (selection)
                {
                    case FieldSyntax { SelectionSet: { } below }:
                        open.Push(below);
                        break;
                    case InlineFragmentSyntax or FragmentSpreadSyntax when selection.Directives.Any(directive => directive.Name.Value == PlanCompiler.DeferDirective):
                        return true;
                    case InlineFragmentSyntax inline:
                        open.Push(inline.SelectionSet);
                        break;
                    case FragmentSpreadSyntax spread when visited.Add(spread.Name.Value):
                        open.Push(fragments[spread.Name.Value].SelectionSet);
                        break;
                }
            }
        }

        return false;
    }
}
