using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Limits;

/// <summary>Counts what selection sets select, each fragment once however often it is spread.</summary>
/// <remarks>Takes documents that were not validated: a fragment that does not exist, or spreads itself, counts nothing there.</remarks>
internal sealed class SelectionMeter
{
    private readonly Dictionary<string, FragmentSyntax> _fragments = [];
    private readonly Dictionary<string, SelectionCounts> _known = [];

    public SelectionMeter(DocumentSyntax document)
    {
        foreach (var fragment in document.Definitions.OfType<FragmentSyntax>())
        {
            _fragments.TryAdd(fragment.Name.Value, fragment);
        }

        foreach (string name in _fragments.Keys)
        {
            Measure(name);
        }
    }

    /// <summary>The counts of a selection set. A fragment counts once in a set, since it is collected once.</summary>
    public SelectionCounts Of(SelectionSetSyntax set)
    {
        HashSet<string>? spread = null;
        return Of(set, ref spread);
    }

    // Recursive: the parser bounds how deep selection sets nest.
    private SelectionCounts Of(SelectionSetSyntax set, ref HashSet<string>? spread)
    {
        var counts = default(SelectionCounts);
        foreach (var selection in set.Selections)
        {
            counts = counts.With(selection switch
            {
                FieldSyntax field => SelectionCounts.OfField(field.SelectionSet is { } below ? Of(below) : default),
                InlineFragmentSyntax inline => Of(inline.SelectionSet, ref spread),
                FragmentSpreadSyntax named when (spread ??= []).Add(named.Name.Value) => _known.GetValueOrDefault(named.Name.Value),
                _ => default,
            });
        }

        return counts;
    }

    // Not recursive: fragments may follow one another for as long as the document is.
    private void Measure(string name)
    {
        var open = new Stack<(string Name, List<string> Spreads, int Next)>();
        Open(name, open);
        while (open.TryPop(out var at))
        {
            if (at.Next < at.Spreads.Count)
            {
                open.Push((at.Name, at.Spreads, at.Next + 1));
                Open(at.Spreads[at.Next], open);
            }
            else
            {
                _known[at.Name] = Of(_fragments[at.Name].SelectionSet);
            }
        }
    }

    private void Open(string name, Stack<(string Name, List<string> Spreads, int Next)> open)
    {
        // Known as nothing until it is measured, so that a ring of fragments ends.
        if (_fragments.TryGetValue(name, out var fragment) && _known.TryAdd(name, default))
        {
            List<string> spreads = [];
            Find(fragment.SelectionSet, spreads);
            open.Push((name, spreads, 0));
        }
    }

    private static void Find(SelectionSetSyntax set, List<string> spreads)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldSyntax { SelectionSet: { } below }:
                    Find(below, spreads);
                    break;
                case InlineFragmentSyntax inline:
                    Find(inline.SelectionSet, spreads);
                    break;
                case FragmentSpreadSyntax spread:
                    spreads.Add(spread.Name.Value);
                    break;
            }
        }
    }
}
