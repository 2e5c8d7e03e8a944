using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Linear;
using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Fetching;

/// <summary>What is lacking: needs that wait, and needs that are under way. Belongs to a loader, and is used under its lock.</summary>
internal sealed class NeedTable(CacheScope scope, IRecordStore store, BatchPacker packer, Companions companions, FetchOptions options)
{
    private readonly OrderedDictionary<(NeedKey Key, int Part), Need> _waiting = [];
    private readonly Dictionary<NeedKey, List<Need>> _underWay = [];

    /// <summary>How many needs wait.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Called when somebody joins what is under way already. Default nobody is.</summary>
    public Action? Shared { get; init; }

    /// <summary>The needs that bring what is booked: new ones, or those of others. With them come companions, for which nobody waits.</summary>
    /// <param name="booking">What is lacking.</param>
    /// <param name="priority">For whom.</param>
    /// <param name="isThrifty">Whether nothing is to be spent on what was not asked for: then no companions come.</param>
    /// <param name="wasBrought">
    /// Whether it has come into the store since the caller looked. Asked of what nobody fetches: a need may be completed at any moment, and what it
    /// brought is in the store before that.
    /// </param>
    public IEnumerable<Need> Join(Booking booking, UpstreamPriority priority, bool isThrifty, Func<Booking, bool> wasBrought)
    {
        var needs = new List<Need>(1);
        foreach (var portion in packer.Split(booking))
        {
            var need = UnderWay(portion);
            if (need is null && wasBrought(booking))
            {
                continue;
            }

            need ??= Wait(portion);
            need.Join(priority);
            needs.Add(need);
        }

        foreach (var companion in isThrifty ? [] : companions.Take(scope, booking))
        {
            // Who asks for it next finds it under way, or in the store.
            var company = UnderWay(companion) ?? Wait(companion);
            company.IsCompanion = true;
            company.Join(UpstreamPriority.Refresh);
        }

        return needs;
    }

    /// <summary>Makes a document of what waits, as much as fits into it. From now on that is under way.</summary>
    /// <param name="isThrifty">Whether it is to ask for no more than was asked for.</param>
    public FetchDocument Take(bool isThrifty)
    {
        // Read before the request leaves: what it brings is valid as long as nothing is invalidated later than this.
        long sequence = store.Sequence;
        var document = packer.Pack([.. _waiting.Values], isWidened: !isThrifty && options.WideningComplexity > 0);
        foreach (var need in document.Needs)
        {
            need.Sequence = sequence;
            _waiting.Remove((need.Key, need.Part));
            if (!_underWay.TryGetValue(need.Key, out var flying))
            {
                _underWay.Add(need.Key, flying = []);
            }

            flying.Add(need);
        }

        return document;
    }

    /// <summary>Ends what was under way; what must be asked for by itself waits again.</summary>
    public void Land(FetchDocument document, IEnumerable<(Need Need, Harvest? Harvest)> outcomes)
    {
        foreach (var need in document.Needs)
        {
            var flying = _underWay[need.Key];
            flying.Remove(need);
            if (flying.Count == 0)
            {
                _underWay.Remove(need.Key);
            }
        }

        foreach (var (need, _) in outcomes.Where(outcome => outcome.Harvest is null))
        {
            WaitAgain(need);
        }
    }

    /// <summary>Takes out all that waits.</summary>
    public IReadOnlyList<Need> Clear()
    {
        Need[] needs = [.. _waiting.Values];
        _waiting.Clear();
        return needs;
    }

    private Need? UnderWay(Booking booking)
    {
        if (_underWay.TryGetValue(booking.Key, out var flying))
        {
            long invalidatedAt = store.InvalidatedAt(booking.Key.Entity);
            foreach (var need in flying)
            {
                if (need.Serves(booking, invalidatedAt) || (need.IsCompanion && need.IsWorthWaitingFor(booking, invalidatedAt)))
                {
                    Shared?.Invoke();
                    return need;
                }
            }
        }

        return null;
    }

    private Need Wait(Booking booking) =>
        Merge(booking.Key, booking.Selection, out int part) ?? Add(new Need(booking.Key, booking.Selection.Copy()), part);

    /// <summary>Lets a selection go along with a need that waits; null, and the next free part, where that would get too dear for one document.</summary>
    private Need? Merge(NeedKey key, FetchSelection selection, out int part)
    {
        for (part = 0; _waiting.TryGetValue((key, part), out var waiting); part++)
        {
            if (waiting.TryMerge(selection, options.MaxComplexity))
            {
                return waiting;
            }
        }

        return null;
    }

    private Need Add(Need need, int part)
    {
        need.Part = part;
        _waiting.Add((need.Key, part), need);
        return need;
    }

    private void WaitAgain(Need need)
    {
        need.Coverage = null;
        need.IsSingle = true;
        if (Merge(need.Key, need.Selection, out int part) is { } waiting)
        {
            // Someone else booked it meanwhile: they share one fate.
            waiting.IsSingle = true;
            waiting.Join(need.Priority);
            _ = waiting.Task.ContinueWith(
                static (task, state) => ((Need)state!).Complete(task.GetAwaiter().GetResult()),
                need,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
        else
        {
            Add(need, part);
        }
    }
}
