using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Planning;

/// <summary>Finds out whether an operation asks for the schema.</summary>
internal static class IntrospectionFinder
{
    /// <summary>Whether <c>__schema</c> or <c>__type</c> stands at the root, whatever its conditions are. <c>__typename</c> tells nothing new.</summary>
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
                    case FieldSyntax { Name.Value: "__schema" or "__type" }:
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
