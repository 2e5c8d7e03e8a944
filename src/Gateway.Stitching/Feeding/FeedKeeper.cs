using Gateway.Caching.Invalidation;
using Gateway.Caching.Storing;
using Gateway.Caching.Telling;
using Gateway.Linear.Feed;
using Gateway.Stitching.Live;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Stitching.Feeding;

/// <summary>Has one process of all listen to the upstream's own subscriptions, and all of them know how far they can be relied on.</summary>
/// <remarks>
/// Nothing is told again that happened while nobody listened. So whenever a connection has come so far that all is told, everything is forgotten that may have
/// changed before (one step of the sequence), and only then values may be old. Has one owner.
/// </remarks>
public sealed class FeedKeeper
{
    // Then another process tries, which may stand better.
    private const int FailuresUntilHandover = 3;

    private static readonly TimeSpan RepairPause = TimeSpan.FromMilliseconds(250);

    private readonly SubscriptionFeed _feed;
    private readonly ILease _lease;
    private readonly IRecordStore _store;
    private readonly EventIntake _intake;
    private readonly ServedEngine _served;
    private readonly FeedStanding _standing;
    private readonly FeedMetrics _metrics;
    private readonly FeedBackoff _backoff;
    private readonly FeedSweep _sweep;
    private readonly TimeProvider _time;
    private readonly ILogger<FeedKeeper> _logger;
    private TaskCompletionSource _changed = NewChange();
    private DateTimeOffset? _blindSince;

    public FeedKeeper(
        SubscriptionFeed feed,
        ILease lease,
        IRecordStore store,
        EventIntake intake,
        ServedEngine served,
        FeedStanding standing,
        FeedMetrics metrics,
        IOptions<FeedOptions> options,
        TimeProvider time,
        ILogger<FeedKeeper> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_feed, _lease, _store, _intake, _served, _standing) = (feed, lease, store, intake, served, standing);
        (_metrics, _time, _logger) = (metrics, time, logger);
        _backoff = new FeedBackoff(options.Value);
        _sweep = new FeedSweep(served, logger);
    }

    /// <summary>Listens whenever it is this process's turn, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        Set(FeedHealth.Blind, isHolder: false);
        try
        {
            while (!cancel.IsCancellationRequested)
            {
                var taken = await _lease.TakeAsync(FeedHealth.Blind.ToString(), cancel).ConfigureAwait(false);
                if (taken.IsMine)
                {
                    await HoldAsync(cancel).ConfigureAwait(false);
                }
                else
                {
                    Set(FeedPeriod.HealthOf(taken.Note), isHolder: false);
                }

                await Task.Delay(_lease.Life / 4, _time, cancel).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
        finally
        {
            Set(FeedHealth.Off, isHolder: false);
            await _lease.ReleaseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Listens for as long as the lease is held, and tells the others with it how it is.</summary>
    private async Task HoldAsync(CancellationToken cancel)
    {
        using var holding = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Set(FeedHealth.Blind, isHolder: true);
        var listening = ListenAsync(holding.Token);
        try
        {
            var changed = Volatile.Read(ref _changed).Task;
            while (!listening.IsCompleted && (await _lease.TakeAsync(_standing.Current.Note, cancel).ConfigureAwait(false)).IsMine)
            {
                await Task.WhenAny(listening, changed, Task.Delay(_lease.Life / 4, _time, holding.Token)).ConfigureAwait(false);
                cancel.ThrowIfCancellationRequested();
                changed = Volatile.Read(ref _changed).Task;
            }
        }
        finally
        {
            await holding.CancelAsync().ConfigureAwait(false);
            await listening.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            Set(FeedHealth.Blind, isHolder: false);
            await _lease.ReleaseAsync().ConfigureAwait(false);
        }

        await listening.ConfigureAwait(false);
    }

    /// <summary>Connects again and again, until it has failed too often in a row.</summary>
    private async Task ListenAsync(CancellationToken cancel)
    {
        for (int failures = 0; failures < FailuresUntilHandover;)
        {
            var plan = _served.Model.Feed;
            using var connected = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var repairing = Task.CompletedTask;
            var listener = new FeedListener(
                plan, _intake, _store, _metrics, refused => repairing = refused.Count == 0 ? RepairAsync(plan, connected.Token) : HearInPart(refused));
            FeedEnd end;
            try
            {
                end = await _feed.RunAsync(plan.Queries, listener, connected.Token).ConfigureAwait(false);
            }
            finally
            {
                await connected.CancelAsync().ConfigureAwait(false);
                await repairing.ConfigureAwait(false);
                Set(FeedHealth.Blind, isHolder: true);
            }

            failures = listener.HasBegun ? 0 : failures + 1;
            _metrics.CountEnd(end.Kind);
            var pause = _backoff.Next(end.Kind, hasBegun: listener.HasBegun);
            _logger.FeedEnded(end.Kind, end.Code, end.Field, pause.TotalSeconds);
            await Task.Delay(pause, _time, cancel).ConfigureAwait(false);
        }
    }

    // Nothing is relied on, so that nothing is to be made good.
    private Task HearInPart(IReadOnlyList<string> refused)
    {
        Set(FeedHealth.Partial, isHolder: true);
        _logger.FeedPartial(string.Join(", ", refused));
        return Task.CompletedTask;
    }

    /// <summary>Makes good what was missed. Ends without an exception.</summary>
    private async Task RepairAsync(FeedPlan plan, CancellationToken cancel)
    {
        try
        {
            Set(FeedHealth.Repairing, isHolder: true);
            while (!await _store.InvalidateAsync(Invalidation.None with { Types = plan.Suspects }, CancellationToken.None).ConfigureAwait(false))
            {
                await Task.Delay(RepairPause, _time, cancel).ConfigureAwait(false);
            }

            await _sweep.RunAsync(cancel).ConfigureAwait(false);
            cancel.ThrowIfCancellationRequested();
            var gap = _blindSince is { } since ? _time.GetUtcNow() - since : TimeSpan.Zero;
            Set(FeedHealth.Live, isHolder: true);
            _metrics.CountGap(gap);
            _logger.FeedLive(gap.TotalSeconds);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Set(FeedHealth health, bool isHolder)
    {
        if (!_standing.Set(health, isHolder, _time.GetUtcNow()))
        {
            return;
        }

        _blindSince = health == FeedHealth.Blind ? _blindSince ?? _time.GetUtcNow() : health == FeedHealth.Live ? null : _blindSince;

        // The others are told without delay.
        Interlocked.Exchange(ref _changed, NewChange()).TrySetResult();
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
