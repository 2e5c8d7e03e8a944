namespace Gateway.GraphQL.Validation.Merging;

/// <summary>
/// Tells which selection sets can take part in a conflict at all: those that lead to a response name which means different things
/// somewhere in the document. Mostly there are few, and what repeats itself however often is not among them.
/// </summary>
internal sealed class Suspicion
{
    private readonly bool[] _sets;
    private readonly HashSet<string> _names = [];

    /// <param name="sets">Every selection set of the document.</param>
    /// <param name="reader">Where they were read.</param>
    public Suspicion(IReadOnlyCollection<SelectedFields> sets, SelectionReader reader)
    {
        Dictionary<string, SelectedField> first = [];
        foreach (var field in sets.SelectMany(set => set.ByName.Values).SelectMany(same => same))
        {
            string name = field.Syntax.ResponseName;
            if (!first.TryAdd(name, field) && !IsSame(first[name], field))
            {
                _names.Add(name);
            }
        }

        _sets = new bool[reader.Count];
        if (IsNone)
        {
            return;
        }

        var usedBy = sets.SelectMany(set => Below(set, reader).Select(below => (below, set))).ToLookup(pair => pair.below, pair => pair.set);
        Queue<SelectedFields> open = new(sets.Where(set => _names.Overlaps(set.ByName.Keys)));
        foreach (var set in open)
        {
            _sets[set.Id] = true;
        }

        while (open.TryDequeue(out var set))
        {
            foreach (var user in usedBy[set])
            {
                if (!_sets[user.Id])
                {
                    _sets[user.Id] = true;
                    open.Enqueue(user);
                }
            }
        }
    }

    /// <summary>Whether every response name means the same wherever it stands, so that nothing can be in conflict.</summary>
    public bool IsNone => _names.Count == 0;

    public bool IsOf(SelectedFields set) => _sets[set.Id];

    /// <summary>Whether fields of this response name differ somewhere.</summary>
    public bool IsOf(string responseName) => _names.Contains(responseName);

    private static bool IsSame(SelectedField first, SelectedField other) =>
        first.Name == other.Name && first.Arguments == other.Arguments && first.Shape == other.Shape;

    private static IEnumerable<SelectedFields> Below(SelectedFields set, SelectionReader reader) =>
        set.ByName.Values.SelectMany(same => same).Select(reader.ReadBelow).OfType<SelectedFields>().Concat(set.Fragments.Select(reader.Read));
}
