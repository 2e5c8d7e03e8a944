using System.Runtime.CompilerServices;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Merging;

/// <summary>Compares fields pair by pair, to tell every conflict where it is, in the words readers of such errors know.</summary>
/// <remarks>For documents that are known to have a conflict: pairs grow with the square of a document. It gives up beyond a budget.</remarks>
internal sealed class ConflictSearch(SelectionReader reader)
{
    private const int MostWork = 500_000;
    private const int MostFound = 101;

    private readonly FragmentPairs<SelectedFields> _comparedWithFields = new();
    private readonly FragmentPairs<FragmentSyntax> _comparedFragments = new();
    private int _work;

    /// <summary>Whether the search gave up before its end.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>The conflicts of one selection set, or as many of them as anyone will be told.</summary>
    public List<Conflict> Within(SelectedFields set)
    {
        List<Conflict> found = [];
        foreach (var (name, fields) in set.ByName)
        {
            for (int i = 0; i < fields.Count && !IsEnough(found); i++)
            {
                for (int j = i + 1; j < fields.Count && !IsEnough(found); j++)
                {
                    Compare(name, fields[i], fields[j], false, found);
                }
            }
        }

        for (int i = 0; i < set.Fragments.Count && !IsEnough(found); i++)
        {
            CompareWithFragment(set, set.Fragments[i], false, found);
            for (int j = i + 1; j < set.Fragments.Count && !IsEnough(found); j++)
            {
                CompareFragments(set.Fragments[i], set.Fragments[j], false, found);
            }
        }

        return found;
    }

    private bool IsEnough(List<Conflict> found) => IsExhausted || found.Count >= MostFound;

    private void CompareWithFragment(SelectedFields set, FragmentSyntax fragment, bool areExclusive, List<Conflict> found)
    {
        var other = reader.Read(fragment);
        if (!Spend() || !_comparedWithFields.Add(set, fragment, areExclusive) || ReferenceEquals(set, other))
        {
            return;
        }

        CompareSets(set, other, areExclusive, found);
        foreach (var next in other.Fragments)
        {
            CompareWithFragment(set, next, areExclusive, found);
        }
    }

    private void CompareFragments(FragmentSyntax first, FragmentSyntax other, bool areExclusive, List<Conflict> found)
    {
        // A pair is the same pair the other way round.
        var (low, high) = first.Start <= other.Start ? (first, other) : (other, first);
        if (!Spend() || ReferenceEquals(first, other) || !_comparedFragments.Add(low, high, areExclusive))
        {
            return;
        }

        var firstSet = reader.Read(first);
        var otherSet = reader.Read(other);
        CompareSets(firstSet, otherSet, areExclusive, found);
        foreach (var next in otherSet.Fragments)
        {
            CompareFragments(first, next, areExclusive, found);
        }

        foreach (var next in firstSet.Fragments)
        {
            CompareFragments(next, other, areExclusive, found);
        }
    }

    private List<Conflict> Between(SelectedFields first, SelectedFields other, bool areExclusive)
    {
        List<Conflict> found = [];
        CompareSets(first, other, areExclusive, found);
        foreach (var fragment in other.Fragments)
        {
            CompareWithFragment(first, fragment, areExclusive, found);
        }

        foreach (var fragment in first.Fragments)
        {
            CompareWithFragment(other, fragment, areExclusive, found);
        }

        foreach (var fragment in first.Fragments)
        {
            foreach (var otherFragment in other.Fragments)
            {
                CompareFragments(fragment, otherFragment, areExclusive, found);
            }
        }

        return found;
    }

    private void CompareSets(SelectedFields first, SelectedFields other, bool areExclusive, List<Conflict> found)
    {
        foreach (var (name, fields) in first.ByName)
        {
            if (!Spend())
            {
                return;
            }

            foreach (var field in other.ByName.TryGetValue(name, out var same) ? fields : [])
            {
                foreach (var otherField in same!)
                {
                    Compare(name, field, otherField, areExclusive, found);
                }
            }
        }
    }

    private void Compare(string name, SelectedField first, SelectedField other, bool areParentsExclusive, List<Conflict> found)
    {
        if (!Spend())
        {
            return;
        }

        bool areExclusive = areParentsExclusive || first.Excludes(other);
        string? reason = null;
        if (!areExclusive && first.Name != other.Name)
        {
            reason = $"\"{first.Name}\" and \"{other.Name}\" are different fields";
        }
        else if (!areExclusive && first.Arguments != other.Arguments)
        {
            reason = "they have differing arguments";
        }
        else if (first.Type is { } type && other.Type is { } otherType && first.Shape != other.Shape)
        {
            reason = $"they return conflicting types \"{type}\" and \"{otherType}\"";
        }

        if (reason is not null)
        {
            found.Add(new Conflict(name, reason, [first.Syntax], [other.Syntax]));
        }
        else if (reader.ReadBelow(first) is { } below && reader.ReadBelow(other) is { } otherBelow)
        {
            var conflicts = Between(below, otherBelow, areExclusive);
            if (conflicts.Count > 0)
            {
                found.Add(Conflict.Below(name, first.Syntax, other.Syntax, conflicts));
            }
        }
    }

    // Fragments may follow one another for as long as the document is, and this recurses along them.
    private bool Spend()
    {
        IsExhausted |= ++_work > MostWork || !RuntimeHelpers.TryEnsureSufficientExecutionStack();
        return !IsExhausted;
    }
}
