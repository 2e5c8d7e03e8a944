using Gateway.Caching.Storing;
using Gateway.Linear;
using Gateway.Stitching.Fetching;

namespace Gateway.Stitching.Sources;

/// <summary>Fetches anew what was served old to callers of one scope, behind the answers: they neither wait for it nor hear of its failure. Safe for concurrent use.</summary>
internal sealed class BackgroundRefresher(CallerScope caller, EntityLoader loader, FetchOptions options, RecordReader reader)
{
    private readonly IRecordStore _store = reader.Store;
    private readonly Lock _gate = new();
    private readonly HashSet<NeedKey> _underWay = [];

    /// <summary>Called whenever nothing is under way any more. Default nobody is.</summary>
    public Action? Idled { get; set; }

    /// <summary>Whether nothing is under way.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return _underWay.Count == 0;
            }
        }
    }

    /// <summary>Begins with what is neither under way here nor one too many, and returns at once.</summary>
    public void Start(IReadOnlyList<Refresh> refreshes)
    {
        if (reader.Budget.IsShortFor(caller.Scope.Name))
        {
            return;
        }

        var taken = new List<Refresh>(refreshes.Count);
        lock (_gate)
        {
            foreach (var refresh in refreshes)
            {
                if (_underWay.Count < options.MaxRefreshes && !IsDone(refresh) && _underWay.Add(refresh.Booking.Booking.Key))
                {
                    taken.Add(refresh);
                }
            }
        }

        if (taken.Count > 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work.Refresher.RunAsync(work.Taken), (Refresher: this, Taken: taken), preferLocal: false);
        }
    }

    private async Task RunAsync(List<Refresh> refreshes)
    {
        try
        {
            await FetchAsync(refreshes).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nobody waits for it: what failed is old still, and the next reader has it tried again.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
        finally
        {
            bool isIdle;
            lock (_gate)
            {
                _underWay.ExceptWith(refreshes.Select(refresh => refresh.Booking.Booking.Key));
                isIdle = _underWay.Count == 0;
            }

            if (isIdle)
            {
                Idled?.Invoke();
            }
        }
    }

    private async Task FetchAsync(List<Refresh> refreshes)
    {
        var claims = await _store.ClaimAsync(caller.Scope, SharedBooking.Claims(refreshes.Select(refresh => refresh.Booking)), CancellationToken.None)
            .ConfigureAwait(false);
        var claimed = refreshes.FindAll(refresh => !claims.Held.Contains(refresh.Booking.Claimed));
        var done = claimed.FindAll(refresh => refresh.IsDone(claims.Records.GetValueOrDefault(refresh.Booking.Claimed)));
        if (done.Count > 0)
        {
            await _store.ReleaseAsync(caller.Scope, [.. done.Select(refresh => refresh.Booking.Claimed)]).ConfigureAwait(false);
        }

        var granted = claimed.FindAll(refresh => !done.Contains(refresh));
        if (granted.Count == 0)
        {
            return;
        }

        var refreshOf = granted.ToDictionary(refresh => refresh.Booking.Booking);
        var brought = new HashSet<Booking>();
        await loader.LoadAsync(
            [.. refreshOf.Keys], UpstreamPriority.Refresh, booking => IsDone(refreshOf[booking]) && brought.Add(booking), CancellationToken.None).ConfigureAwait(false);
        var unused = granted.FindAll(refresh => brought.Contains(refresh.Booking.Booking) || refresh.Booking.IsClaimedByAnotherName);
        if (unused.Count > 0)
        {
            await _store.ReleaseAsync(caller.Scope, [.. unused.Select(refresh => refresh.Booking.Claimed)]).ConfigureAwait(false);
        }
    }

    private bool IsDone(Refresh refresh) => refresh.IsDone(_store.Peek(caller.Scope, refresh.Booking.Claimed));
}
