using System.Runtime.InteropServices;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Merging;

/// <summary>Finds out whether any fields of a document conflict, without comparing them pair by pair.</summary>
/// <remarks>
/// <para>
/// Fields that answer together are gathered into one set for each response name, through all fragments; the set has to agree with its
/// first member. What is selected below the set's members makes the sets of the next level. A set met before is not looked at again,
/// so that overlaps which multiply when pairs are compared add up to nothing here.
/// </para>
/// <para>
/// Two passes: all fields of a response name must have the same shape, even where their parents exclude each other; of fields whose
/// parents do not, name and arguments must be the same too.
/// </para>
/// </remarks>
internal sealed class MergeProbe(ValidationRun run, SelectionReader reader, Suspicion suspicion)
{
    // What a document of the largest size allowed takes is far below. Beyond are documents written to be expensive.
    private const int MostWork = 8_000_000;

    private readonly HashSet<int[]> _seen = new(new IdSetComparer());
    private readonly Queue<List<SelectedFields>> _open = [];
    private readonly int[] _bookedIn = new int[reader.Count];
    private int _booking;
    private int _work;

    /// <summary>Whether the document was too expensive to probe to its end.</summary>
    public bool IsExhausted => _work > MostWork;

    /// <summary>The first two fields found that conflict; null if there are none, or none were found in time.</summary>
    public (SelectedField First, SelectedField Other)? Probe() => Pass(ShapeGroups) ?? Pass(MergedGroups);

    private (SelectedField First, SelectedField Other)? Pass(
        Func<List<SelectedField>, IEnumerable<(List<SelectedField> Group, bool HasConflict)>> partition)
    {
        _seen.Clear();
        Array.Clear(_bookedIn);
        foreach (var root in Roots())
        {
            // What an operation reached is checked there, within more than itself.
            if (_bookedIn[root.Id] > 0)
            {
                continue;
            }

            _open.Clear();
            Enqueue([root]);
            while (_open.TryDequeue(out var sets))
            {
                foreach (var same in Gather(sets))
                {
                    foreach (var (group, hasConflict) in partition(same))
                    {
                        if (hasConflict)
                        {
                            return Disagreement(group);
                        }

                        Enqueue([.. group.Select(reader.ReadBelow).OfType<SelectedFields>()]);
                    }

                    if (IsExhausted)
                    {
                        return null;
                    }
                }
            }
        }

        return null;
    }

    private IEnumerable<SelectedFields> Roots() =>
        run.Document.Definitions.OfType<OperationSyntax>().Select(reader.Read)
            .Concat(run.Document.Definitions.OfType<FragmentSyntax>().Select(reader.Read));

    /// <summary>Books sets of fields that answer together, with all that they spread, unless the same were booked before.</summary>
    private void Enqueue(List<SelectedFields> sets)
    {
        _booking++;
        List<SelectedFields> all = [];
        Stack<SelectedFields> open = new(sets);
        while (open.TryPop(out var set))
        {
            if (_bookedIn[set.Id] == _booking || !suspicion.IsOf(set))
            {
                continue;
            }

            _work++;
            _bookedIn[set.Id] = _booking;
            if (set.ByName.Count > 0)
            {
                all.Add(set);
            }

            foreach (var fragment in set.Fragments)
            {
                open.Push(reader.Read(fragment));
            }
        }

        all.Sort((left, right) => left.Id.CompareTo(right.Id));
        if (all.Count > 0 && _seen.Add([.. all.Select(set => set.Id)]))
        {
            _open.Enqueue(all);
        }
    }

    private IEnumerable<List<SelectedField>> Gather(List<SelectedFields> sets)
    {
        if (sets.Count == 1)
        {
            _work += sets[0].ByName.Count;
            return sets[0].ByName.Where(fields => Matters(fields.Key, fields.Value)).Select(fields => fields.Value);
        }

        Dictionary<string, List<SelectedField>> byName = [];
        foreach (var set in sets)
        {
            foreach (var (name, fields) in set.ByName)
            {
                _work += fields.Count;
                if (Matters(name, fields))
                {
                    ref var same = ref CollectionsMarshal.GetValueRefOrAddDefault(byName, name, out _);
                    (same ??= []).AddRange(fields);
                }
            }
        }

        return byName.Values;
    }

    private bool Matters(string name, List<SelectedField> fields) =>
        suspicion.IsOf(name) || fields.Exists(field => field.Syntax.SelectionSet is not null);

    private IEnumerable<(List<SelectedField> Group, bool HasConflict)> ShapeGroups(List<SelectedField> same)
    {
        _work += same.Count;
        string shape = same.FirstOrDefault(field => field.Shape.Length > 0)?.Shape ?? "";
        yield return (same, same.Exists(field => field.Shape.Length > 0 && field.Shape != shape));
    }

    private IEnumerable<(List<SelectedField> Group, bool HasConflict)> MergedGroups(List<SelectedField> same)
    {
        _work += same.Count;
        if (same.TrueForAll(field => ReferenceEquals(field.Parent, same[0].Parent)))
        {
            yield return (same, HasDifferent(same));
            yield break;
        }

        var byParent = same.ToLookup(field => field.Parent as ObjectType);
        List<SelectedField> anywhere = [.. byParent[null]];
        if (byParent.All(group => group.Key is null))
        {
            yield return (anywhere, HasDifferent(anywhere));
            yield break;
        }

        foreach (var group in byParent.Where(group => group.Key is not null))
        {
            _work += anywhere.Count;
            if (IsExhausted)
            {
                yield break;
            }

            List<SelectedField> together = [.. anywhere, .. group];
            yield return (together, HasDifferent(together));
        }
    }

    private static bool HasDifferent(List<SelectedField> fields) => fields.Exists(field => IsDifferent(fields[0], field));

    private static bool IsDifferent(SelectedField first, SelectedField other) =>
        !ReferenceEquals(first, other) && (first.Name != other.Name || first.Arguments != other.Arguments);

    private static (SelectedField First, SelectedField Other) Disagreement(List<SelectedField> group)
    {
        var typed = group.Find(field => field.Shape.Length > 0) ?? group[0];
        var other = group.Find(field => field.Shape.Length > 0 && field.Shape != typed.Shape);
        return other is null ? (group[0], group.Find(field => IsDifferent(group[0], field))!) : (typed, other);
    }
}
