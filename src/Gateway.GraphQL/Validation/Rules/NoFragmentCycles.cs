using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>No fragment contains itself.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Fragment-Spreads-Must-Not-Form-Cycles</remarks>
internal sealed class NoFragmentCycles(ValidationRun run) : Rule(run)
{
    // A longer way round is cut: a hundred of them would fill megabytes.
    private const int LongestPath = 1000;

    private readonly HashSet<string> _visited = [];
    private readonly Dictionary<string, int> _depths = [];
    private readonly List<FragmentSpreadSyntax> _path = [];
    private readonly Stack<(FragmentSyntax Fragment, List<FragmentSpreadSyntax> Spreads, int NextSpread)> _open = [];

    public override void LeaveDocument()
    {
        foreach (var fragment in Run.Document.Definitions.OfType<FragmentSyntax>())
        {
            if (Open(fragment))
            {
                Search();
            }
        }
    }

    // Not recursive: fragments may follow one another for as long as the document is.
    private void Search()
    {
        while (_open.TryPop(out var at) && !Run.Faults.IsFull)
        {
            if (at.NextSpread == at.Spreads.Count)
            {
                _depths.Remove(at.Fragment.Name.Value);
                if (_path.Count > 0)
                {
                    _path.RemoveAt(_path.Count - 1);
                }

                continue;
            }

            _open.Push((at.Fragment, at.Spreads, at.NextSpread + 1));
            Follow(at.Spreads[at.NextSpread]);
        }
    }

    private void Follow(FragmentSpreadSyntax spread)
    {
        _path.Add(spread);
        if (_depths.TryGetValue(spread.Name.Value, out int depth))
        {
            Report(spread.Name, _path[depth..]);
        }
        else if (Run.Fragment(spread.Name.Value) is { } fragment && Open(fragment))
        {
            return;
        }

        _path.RemoveAt(_path.Count - 1);
    }

    private bool Open(FragmentSyntax fragment)
    {
        if (!_visited.Add(fragment.Name.Value))
        {
            return false;
        }

        _depths.Add(fragment.Name.Value, _path.Count);
        _open.Push((fragment, SpreadsOf(fragment), 0));
        return true;
    }

    /// <summary>All spreads of a fragment, those nearest to its top first, so that the shortest way round is the one told.</summary>
    private static List<FragmentSpreadSyntax> SpreadsOf(FragmentSyntax fragment)
    {
        List<FragmentSpreadSyntax> spreads = [];
        Stack<SelectionSetSyntax> open = new([fragment.SelectionSet]);
        while (open.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                switch (selection)
                {
                    case FragmentSpreadSyntax spread:
                        spreads.Add(spread);
                        break;
                    case FieldSyntax { SelectionSet: { } below }:
                        open.Push(below);
                        break;
                    case InlineFragmentSyntax inline:
                        open.Push(inline.SelectionSet);
                        break;
                }
            }
        }

        return spreads;
    }

    private void Report(NameSyntax name, List<FragmentSpreadSyntax> cycle)
    {
        if (cycle.Count > LongestPath)
        {
            cycle = [.. cycle[..LongestPath], cycle[^1]];
        }

        string via = string.Join(", ", cycle.SkipLast(1).Select(spread => $"\"{spread.Name}\""));
        Run.Report($"Cannot spread fragment \"{name}\" within itself{(via.Length > 0 ? $" via {via}." : ".")}", [.. cycle]);
    }
}
