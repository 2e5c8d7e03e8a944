using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Linear;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Fetching;

namespace Gateway.Stitching.Sources;

/// <summary>Fetches anew what was served old, behind the answers: they neither wait for it nor hear of its failure. Safe for concurrent use.</summary>
internal sealed class BackgroundRefresher(CacheScope scope, IRecordStore store, EntityLoader loader, FetchOptions options)
{
    private readonly Lock _gate = new();
    private readonly HashSet<NeedKey> _underWay = [];

    /// <summary>Tells when the upstream's quota is too short for this.</summary>
    public BudgetGauge Budget { get; set; } = BudgetGauge.None;

    /// <summary>Begins with what is neither under way here nor one too many, and returns at once.</summary>
    public void Start(IReadOnlyList<Refresh> refreshes)
    {
        if (Budget.IsShort)
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
            lock (_gate)
            {
                _underWay.ExceptWith(refreshes.Select(refresh => refresh.Booking.Booking.Key));
            }
        }
    }

    private async Task FetchAsync(List<Refresh> refreshes)
    {
        var claims = await store.ClaimAsync(scope, SharedBooking.Claims(refreshes.Select(refresh => refresh.Booking)), CancellationToken.None)
            .ConfigureAwait(false);
        var claimed = refreshes.FindAll(refresh => !claims.Held.Contains(refresh.Booking.Claimed));
        var done = claimed.FindAll(refresh => refresh.IsDone(claims.Records.GetValueOrDefault(refresh.Booking.Claimed)));
        if (done.Count > 0)
        {
            await store.ReleaseAsync(scope, [.. done.Select(refresh => refresh.Booking.Claimed)]).ConfigureAwait(false);
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
            await store.ReleaseAsync(scope, [.. unused.Select(refresh => refresh.Booking.Claimed)]).ConfigureAwait(false);
        }
    }

    private bool IsDone(Refresh refresh) => refresh.IsDone(store.Peek(scope, refresh.Booking.Claimed));
}
