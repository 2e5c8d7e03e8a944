using Gateway.Caching.Storing;
using Gateway.Linear;
using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Fetching;

/// <summary>Gathers what all callers of one scope lack and fetches it in as few upstream requests as can be.</summary>
/// <remarks>
/// At most a few requests are under way. What is booked meanwhile waits together, and leaves together in the next one:
/// the end of a request decides when a batch is complete, never a clock.
/// </remarks>
internal sealed class EntityLoader(CallerScope caller, IRecordStore store, BatchPacker packer, UpstreamExchange exchange, Companions companions, FetchOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly NeedTable _needs = new(caller.Scope, store, packer, companions, options) { Shared = () => exchange.Metrics.CountShared() };
    private int _inFlight;
    private int _releasing;
    private bool _isScheduled;
    private bool _isWatched;
    private bool _isImpatient;

    /// <summary>Called whenever nothing waits and nothing is under way any more. Default nobody is.</summary>
    public Action? Idled { get; set; }

    /// <summary>Tells when nothing is to be spent on what nobody asked for. Default never. Called under the loader's lock; must not call back.</summary>
    public Func<bool> IsThrifty { get; init; } = static () => false;

    /// <summary>Whether nothing waits and nothing is under way.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return IsIdleUnderLock;
            }
        }
    }

    private bool IsIdleUnderLock => _needs.Waiting == 0 && _inFlight == 0 && _releasing == 0;

    /// <summary>Fetches what is booked, or waits for what others fetch already.</summary>
    /// <param name="bookings">What is lacking.</param>
    /// <param name="priority">For whom.</param>
    /// <param name="wasBrought">
    /// Whether one of them has come into the store since the caller looked, so that it is not fetched. What others fetch is in the store before it
    /// ceases to be under way, so that this is asked again where nobody fetches it. Called before the task is there; must not call back.
    /// </param>
    /// <param name="cancel">Ends the waiting, not the fetch.</param>
    /// <returns>What came; errors of the upstream are part of it.</returns>
    public async Task<IReadOnlyList<Harvest>> LoadAsync(
        IReadOnlyCollection<Booking> bookings, UpstreamPriority priority, Func<Booking, bool> wasBrought, CancellationToken cancel)
    {
        var needs = new List<Need>(bookings.Count);
        lock (_gate)
        {
            bool isThrifty = IsThrifty();
            foreach (var booking in bookings)
            {
                if (!wasBrought(booking))
                {
                    needs.AddRange(_needs.Join(booking, priority, isThrifty, wasBrought));
                }
            }

            ScheduleUnderLock();
        }

        var harvests = new HashSet<Harvest>();
        foreach (var need in needs)
        {
            harvests.Add(await need.Task.WaitAsync(cancel).ConfigureAwait(false));
        }

        return [.. harvests];
    }

    // To be called whenever something may have begun to wait, or a place has become free.
    private void ScheduleUnderLock()
    {
        if (_isScheduled || _needs.Waiting == 0)
        {
            return;
        }

        if (MayStartUnderLock())
        {
            // At the end of the queue of ready work, so that what is about to be booked right now goes along.
            _isScheduled = true;
            ThreadPool.UnsafeQueueUserWorkItem(static loader => loader.Dispatch(), this, preferLocal: false);
        }
        else if (!_isWatched && !_isImpatient)
        {
            // Whoever is impatient already waits for a place, and the next one that becomes free is theirs.
            _isWatched = true;
            _ = LosePatienceAsync();
        }
    }

    // One place is for whoever comes; the others are for crowds, or a crowd that finds them free would leave one by one.
    private bool MayStartUnderLock()
    {
        int crowd = _inFlight == 0 || _isImpatient ? 1 : _inFlight * options.MaxCalls / 4;
        return _needs.Waiting > 0 && _needs.Waiting >= crowd && _inFlight < options.MaxInFlight;
    }

    // Batches are never timed. But whoever waits for a crowd behind an exchange that hangs must get away in the end.
    private async Task LosePatienceAsync()
    {
        await Task.Delay(options.Patience, time, CancellationToken.None).ConfigureAwait(false);
        lock (_gate)
        {
            _isWatched = false;
            _isImpatient = _needs.Waiting > 0;
            ScheduleUnderLock();
        }
    }

    private void Dispatch()
    {
        var documents = new List<FetchDocument>();
        IReadOnlyList<(Need Need, Harvest? Harvest)> aborted = [];
        lock (_gate)
        {
            _isScheduled = false;
            try
            {
                while (MayStartUnderLock())
                {
                    documents.Add(_needs.Take(IsThrifty()));
                    _isImpatient = false;
                    _inFlight++;
                }
            }
#pragma warning disable CA1031 // A fault of ours in packing must neither end the process nor leave anyone waiting.
            catch (Exception error)
#pragma warning restore CA1031
            {
                aborted = exchange.Abort(_needs.Clear(), error);
                _isImpatient = false;
                _releasing += aborted.Count > 0 ? 1 : 0;
            }

            ScheduleUnderLock();
        }

        if (aborted.Count > 0)
        {
            _ = CompleteAsync(aborted);
        }

        foreach (var document in documents)
        {
            _ = RunAsync(document);
        }
    }

    private async Task RunAsync(FetchDocument document)
    {
        IReadOnlyList<(Need Need, Harvest? Harvest)> outcomes;
        try
        {
            outcomes = await exchange.RunAsync(caller, document).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever went wrong: those who wait must hear of it, and the place must become free.
        catch (Exception error)
#pragma warning restore CA1031
        {
            outcomes = exchange.Abort(document.Needs, error);
            await TryReleaseAsync(document.Needs).ConfigureAwait(false);
        }

        bool isIdle;
        lock (_gate)
        {
            _inFlight--;
            _needs.Land(document, outcomes);
            ScheduleUnderLock();
            isIdle = IsIdleUnderLock;
        }

        foreach (var (need, harvest) in outcomes)
        {
            if (harvest is not null)
            {
                need.Complete(harvest);
            }
        }

        if (isIdle)
        {
            Idled?.Invoke();
        }
    }

    private async Task CompleteAsync(IReadOnlyList<(Need Need, Harvest? Harvest)> aborted)
    {
        await TryReleaseAsync(aborted.Select(outcome => outcome.Need)).ConfigureAwait(false);
        foreach (var (need, harvest) in aborted)
        {
            need.Complete(harvest!);
        }

        lock (_gate)
        {
            _releasing--;
        }

        Idled?.Invoke();
    }

    private async Task TryReleaseAsync(IEnumerable<Need> needs)
    {
        try
        {
            await exchange.ReleaseAsync(caller.Scope, needs).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Claims run out by themselves; those who wait here must hear of the fault in any case.
        catch (Exception error)
#pragma warning restore CA1031
        {
            exchange.Logger.ReleaseFailed(error);
        }
    }
}
