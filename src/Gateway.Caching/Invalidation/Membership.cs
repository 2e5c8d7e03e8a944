using Gateway.Caching.Storing;
using Microsoft.Extensions.Logging;

namespace Gateway.Caching.Invalidation;

/// <summary>Keeps this process in step with the others: hears invalidations, checks that none is missed, and joins anew when that is not sure.</summary>
/// <remarks>
/// Messages are the fast way, the counter is the sure one: several times a second it is asked how far the sequence has come, and what is known
/// here is relied on only for a moment after everything up to there was applied. So a lost message, a broken channel and a lost Redis are all
/// noticed in the same way, in less than a second.
/// </remarks>
internal sealed class Membership(
    Standing standing,
    RedisConnection connection,
    RedisRecordStore redis,
    InvalidationChannel channel,
    AcknowledgementChannel acknowledgements,
    TimeProvider time,
    ILogger<Membership> logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _end = new();
    private volatile TaskCompletionSource _wake = NewSignal();
    private long _youngSince;
    private bool _isYoung;
    private bool _hasJoined;
    private Task _loop = Task.CompletedTask;

    /// <summary>Raised when this process is in step again: meanwhile it may have missed what others told. Handlers are short.</summary>
    public event Action? Rejoined;

    /// <summary>Begins to keep step, in the background. To be called once.</summary>
    public void Start()
    {
        channel.Heard += OnHeard;
        standing.Shaken += Wake;
        connection.Opened += acknowledgements.Listen;
        connection.Opened += channel.Listen;
        connection.StateChanged += OnStateChanged;
        connection.Interrupted += Wake;
        connection.Restored += OnRestored;
        connection.Start();
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Waits until this process is in step.</summary>
    /// <returns>False if it is not in that time.</returns>
    public async Task<bool> WaitAsync(TimeSpan patience, CancellationToken cancel)
    {
        Wake();
        var joined = standing.Joined;
        if (standing.Attachment is null)
        {
            await Task.WhenAny(joined, Task.Delay(patience, time, cancel));
            cancel.ThrowIfCancellationRequested();
        }

        return standing.Attachment is not null;
    }

    /// <summary>Takes its leave, so that nobody waits for this process any more. What it is asked from now on it answers on its own.</summary>
    public async Task LeaveAsync()
    {
        if (!_end.IsCancellationRequested)
        {
            await _end.CancelAsync();
            Wake();
            await _loop;
            standing.Leave();
            await redis.LeaveAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await KeepStepAsync();
                await PauseAsync();
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                // The end of the process.
            }
#pragma warning disable CA1031 // A bug of ours must not leave the process on its own for ever.
            catch (Exception error)
#pragma warning restore CA1031
            {
                logger.StepFailed(error);
                await Task.Delay(PollInterval, time, CancellationToken.None);
            }
        }
    }

    private async Task KeepStepAsync()
    {
        if (standing.Attachment is { } attachment)
        {
            await PollAsync(attachment);
        }

        if (standing.MustJoin)
        {
            await JoinAsync();
        }
        else if (_isYoung && time.GetElapsedTime(_youngSince) >= RollCall.Youth && standing.Attachment is { } old)
        {
            // Whoever was in step with the epoch before is not any more, and whoever had lost it has probably joined.
            _isYoung = !await redis.SettleAsync(old.Epoch, _end.Token);
        }
    }

    private async Task PollAsync(Attachment attachment)
    {
        long observed = standing.Observed;
        long askedAt = time.GetTimestamp();
        if (await redis.PollAsync(_end.Token) is { } position)
        {
            standing.Note(attachment, position, observed, askedAt);
        }
        else
        {
            // Silence: it is looked at how long it has lasted.
            _ = standing.Attachment;
        }
    }

    private async Task JoinAsync()
    {
        standing.BeginToJoin();

        // Whatever is published from here on is heard. What was published before was marked in Redis before, where reads find it.
        if (await channel.IsHeardAsync(_end.Token))
        {
            long askedAt = time.GetTimestamp();
            if (await redis.JoinAsync(standing.Seen, isStaying: true, _end.Token) is { } state)
            {
                standing.Attach(state, askedAt);
                if (_hasJoined)
                {
                    Rejoined?.Invoke();
                }

                _hasJoined = true;
                (_isYoung, _youngSince) = (!state.IsSettled, time.GetTimestamp());
            }
        }

        standing.CeaseToJoin();
    }

    private void OnStateChanged(RedisState state)
    {
        // A master that became a replica answers as before, on the same connections, and hears of nothing any more.
        if (state == RedisState.ReadOnly && standing.Attachment is { } attachment)
        {
            standing.Detach(attachment, "read-only");
        }

        Wake();
    }

    private void OnRestored()
    {
        // Messages may have been lost, of numbers too that were there when this process joined: no gap would tell.
        standing.MustJoin = true;
        Wake();
    }

    private void OnHeard(InvalidationMessage message)
    {
        if (standing.Hear(message) && message.Sender != redis.Owner)
        {
            acknowledgements.Acknowledge(message.Sender, message.Position);
        }
    }

    private async Task PauseAsync()
    {
        await Task.WhenAny(_wake.Task, Task.Delay(PollInterval, time, _end.Token));
        _end.Token.ThrowIfCancellationRequested();
        if (_wake.Task.IsCompleted)
        {
            _wake = NewSignal();
        }
    }

    private void Wake() => _wake.TrySetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
