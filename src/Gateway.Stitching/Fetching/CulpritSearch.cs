using Gateway.Linear;
using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Fetching;

/// <summary>Finds out who is to blame where a whole answer is null and its error names nobody, by asking for parts of what was asked.</summary>
/// <remarks>
/// Belongs to one exchange. The rule is that of group testing: where one half is good the other is known not to be, and need not be tried as a whole.
/// What of a half nothing is known is tried together with the rest: all of it after one culprit, since mostly there is one, and less the more there are.
/// </remarks>
internal sealed class CulpritSearch
{
    // One culprit among 250 is found in 8 halvings; an upstream that fails whatever it is asked is not worth more. Errors about the input do not
    // count: they have culprits, each of which is found in as many halvings again.
    private const int MaxHalvings = 12;

    private readonly HashSet<Need> _seen = [];

    // Of whom nothing is known, but that they failed together with others.
    private readonly List<Need> _others = [];

    // One of these is to blame.
    private List<Need> _suspects = [];
    private UpstreamError? _error;
    private Harvest? _harvest;

    // Whether they failed for what was asked, and not perhaps for what widening added.
    private bool _isProven;
    private bool _wasAlone;
    private int _found;
    private int _halvings;

    /// <summary>What to ask for next; empty if there is nothing to find out. To be asked for without widening.</summary>
    public IReadOnlyList<Need> Next() =>
        _suspects.Count > 0 ? _suspects[..Math.Max(1, _suspects.Count / 2)]
        : _found <= 1 || _halvings > MaxHalvings || _others.Count == 0 ? [.. _others]
        : _others[..Math.Clamp((Settled + (_seen.Count / 3)) / _found, 1, _others.Count)];

    /// <summary>Notes that a document failed, and that its error names nobody.</summary>
    /// <param name="document">What was asked.</param>
    /// <param name="error">Why it failed.</param>
    /// <param name="harvest">What is told of it, stamped before it was asked.</param>
    public void Fail(FetchDocument document, UpstreamError error, Harvest harvest)
    {
        var failed = document.Needs.ToHashSet();
        _seen.UnionWith(failed);
        _others.RemoveAll(failed.Contains);
        _others.AddRange(_suspects.Where(need => !failed.Contains(need)));
        _suspects = [.. failed];
        _error = error;
        _harvest = harvest;
        _isProven = !document.IsWidened;
        _wasAlone = failed.Count == 1;
        _halvings += Blame.IsOfInput(error) ? 0 : 1;
    }

    /// <summary>Notes that needs have an outcome.</summary>
    /// <param name="needs">Which.</param>
    /// <param name="areGood">Whether their answer came; if not, an error named them, and who is suspected beside them may be innocent.</param>
    public void Settle(IEnumerable<Need> needs, bool areGood)
    {
        var settled = needs.ToHashSet();
        _others.RemoveAll(settled.Contains);
        _suspects.RemoveAll(settled.Contains);
        if (!areGood)
        {
            _others.AddRange(_suspects);
            _suspects = [];
        }
    }

    /// <summary>Those that are found out since the last time, with what is told of them.</summary>
    public IReadOnlyList<Need> Convict(out UpstreamError? error, out Harvest? harvest)
    {
        (error, harvest) = (_error, _harvest);

        if (_suspects.Count == 0 || !_isProven)
        {
            return [];
        }

        // A failure that may pass says nothing of who was not asked for alone; that an entity is not known does.
        bool isFound = _suspects.Count == 1 && (_wasAlone || _error!.IsNotFound);
        bool isHopeless = _halvings > MaxHalvings && !Blame.IsOfInput(_error!);
        if (!isFound && !isHopeless)
        {
            return [];
        }

        var convicted = _suspects;
        _suspects = [];
        _found++;
        return convicted;
    }

    /// <summary>Ends the search, since the upstream does not answer any more.</summary>
    /// <returns>Those who have no outcome yet.</returns>
    public IReadOnlyList<Need> GiveUp()
    {
        Need[] left = [.. _suspects, .. _others];
        _suspects = [];
        _others.Clear();
        return left;
    }

    private int Settled => _seen.Count - _others.Count;
}
