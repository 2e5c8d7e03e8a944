using Gateway.Caching.Storing;
using Gateway.Caching.Telemetry;
using Microsoft.Extensions.Logging;

namespace Gateway.Caching.Invalidation;

/// <summary>Keeps this process in step with the others: hears invalidations, checks that none is missed, and joins anew when that is not sure.</summary>
/// <remarks>
/// Messages are the fast way, the counter is the sure one: several times a second it is asked how far the sequence has come, and what is known
/// here is relied on only for a moment after everything up to there was applied. So a lost message, a broken channel and a lost Redis are all
/// noticed in the same way, in less than a second.
/// </remarks>
internal sealed class Membership : IAsyncDisposable
{
    /// <summary>How long what is known here is relied on without a sign that nothing was missed.</summary>
    public static readonly TimeSpan Trust = TimeSpan.FromMilliseconds(900);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(600);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private readonly RecordTable _table;
    private readonly SequenceTrack _track;
    private readonly RedisConnection _connection;
    private readonly RedisRecordStore _redis;
    private readonly CachingMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<Membership> _logger;
    private readonly InvalidationChannel _channel;
    private readonly Queue<(SharedPosition Position, Invalidation Invalidation)> _heard = [];
    private volatile TaskCompletionSource _wake = NewSignal();
    private volatile TaskCompletionSource _joined = NewSignal();
    private SharedPosition? _seen;
    private bool _isJoining;
    private bool _mustJoin;
    private int _late;
    private Task _loop = Task.CompletedTask;

    public Membership(
        RecordTable table,
        RedisConnection connection,
        RedisRecordStore redis,
        InvalidationChannel channel,
        CachingMetrics metrics,
        TimeProvider time,
        ILogger<Membership> logger)
    {
        (_table, _connection, _redis, _channel, _metrics, _time, _logger) = (table, connection, redis, channel, metrics, time, logger);
        _track = new SequenceTrack(time, Trust, Grace);
    }

    /// <summary>The last invalidation that is known of.</summary>
    public long Sequence => _track.Sequence;

    /// <summary>All up to this number of the epoch is applied here.</summary>
    public long Applied => _track.Applied;

    /// <summary>The highest number of the epoch that was seen.</summary>
    public long Observed => _track.Observed;

    /// <summary>How many invalidations were applied after it had been taken for granted that they were: what was read meanwhile may lack them.</summary>
    public int Late => Volatile.Read(ref _late);

    /// <summary>Null while this process is on its own; says so, too, if it has not been sure for too long.</summary>
    public Attachment? Attachment
    {
        get
        {
            var attachment = _track.Attachment;
            if (attachment is null || _track.IsSure)
            {
                return attachment;
            }

            Detach(attachment, "silent");
            return null;
        }
    }

    /// <summary>Begins to keep step, in the background. To be called once.</summary>
    public void Start()
    {
        _channel.Heard += OnHeard;
        _connection.Opened += _channel.Listen;
        _connection.StateChanged += OnStateChanged;
        _connection.Interrupted += Wake;
        _connection.Restored += OnRestored;
        _connection.Start();
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Waits until this process is in step.</summary>
    /// <returns>False if it is not in that time.</returns>
    public async Task<bool> WaitAsync(TimeSpan patience, CancellationToken cancel)
    {
        Wake();
        var joined = _joined.Task;
        if (_track.Attachment is null)
        {
            await Task.WhenAny(joined, Task.Delay(patience, _time, cancel));
            cancel.ThrowIfCancellationRequested();
        }

        return _track.Attachment is not null;
    }

    /// <summary>Notes where the sequence was when Redis was asked something.</summary>
    /// <param name="attachment">How this process was attached before it asked.</param>
    /// <param name="position">What Redis said.</param>
    /// <param name="observed">The highest number that was seen before it asked.</param>
    /// <param name="askedAt">When it asked.</param>
    /// <returns>Whether what it said can be used.</returns>
    public bool Note(Attachment attachment, SharedPosition position, long observed, long askedAt)
    {
        lock (_gate)
        {
            if (_track.Attachment != attachment)
            {
                return false;
            }

            if (position.Epoch != attachment.Epoch || position.Number < observed)
            {
                DetachUnderLock(position.Epoch == attachment.Epoch ? "backwards" : position.Epoch.Length == 0 ? "reconnect" : "epoch");
                return false;
            }

            _track.NoteSeen(position.Number, askedAt);
            if (_track.HasGap)
            {
                _mustJoin = true;
                Wake();
            }

            return true;
        }
    }

    /// <summary>Applies an invalidation that has a number.</summary>
    public void Apply(SharedPosition position, Invalidation invalidation)
    {
        lock (_gate)
        {
            ApplyUnderLock(position, invalidation);
        }
    }

    /// <summary>Applies an invalidation that nobody else will hear of.</summary>
    /// <returns>False if this process is in step, so that it needs a number.</returns>
    public bool TryApplyAlone(Invalidation invalidation)
    {
        lock (_gate)
        {
            if (_track.Attachment is not null)
            {
                return false;
            }

            long next = _track.Sequence + 1;
            _table.Apply(invalidation, next);
            _track.NextAlone();
            return true;
        }
    }

    /// <summary>Tells the others of an invalidation that is marked. False if that could not be done.</summary>
    public Task<bool> TellAsync(SharedPosition position, Invalidation invalidation, CancellationToken cancel) =>
        _channel.TellAsync(position, invalidation, cancel);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Wake();
        await _loop;
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
                _logger.StepFailed(error);
                await Task.Delay(PollInterval, _time, CancellationToken.None);
            }
        }
    }

    private async Task KeepStepAsync()
    {
        if (_track.Attachment is { } attachment)
        {
            await PollAsync(attachment);
        }

        if (_track.Attachment is null || _mustJoin)
        {
            await JoinAsync();
        }
    }

    private async Task PollAsync(Attachment attachment)
    {
        long observed = Observed;
        long askedAt = _time.GetTimestamp();
        if (await _redis.PollAsync(_end.Token) is { } position)
        {
            Note(attachment, position, observed, askedAt);
        }
        else
        {
            // Silence: it is looked at how long it has lasted.
            _ = Attachment;
        }
    }

    private async Task JoinAsync()
    {
        _mustJoin = false;
        lock (_gate)
        {
            _heard.Clear();
            _isJoining = true;
        }

        // Whatever is published from here on is heard. What was published before was marked in Redis before, where reads find it.
        if (await _channel.IsHeardAsync(_end.Token))
        {
            long askedAt = _time.GetTimestamp();
            if (await _redis.JoinAsync(_seen, _end.Token) is { } state)
            {
                Attach(state, askedAt);
            }
        }

        lock (_gate)
        {
            _isJoining = false;
        }
    }

    private void Attach(SharedState state, long askedAt)
    {
        lock (_gate)
        {
            var attachment = _track.Prepare(state.Position);
            _table.Reset(PastOf(state, attachment));
            _track.Attach(attachment, askedAt);
            _seen = state.Position;
            _isJoining = false;
            _mustJoin = false;
            while (_heard.TryDequeue(out var heard))
            {
                ApplyUnderLock(heard.Position, heard.Invalidation);
            }

            _joined.TrySetResult();
        }

        _metrics.CountJoin();
        _logger.Joined();
    }

    private static TablePast PastOf(SharedState state, Attachment attachment) => new(
        attachment.Start,
        attachment.ToLocal(state.Everything),
        [.. state.Tags.Select(tag => KeyValuePair.Create(tag.Key, attachment.ToLocal(tag.Value)))],
        [.. state.Types.Select(type => KeyValuePair.Create(type.Key, attachment.ToLocal(type.Value)))],
        [.. state.Removed.Select(removed => KeyValuePair.Create(removed.Key, attachment.ToLocal(removed.Value)))],
        attachment.ToLocal(state.RemovedFloor));

    private void ApplyUnderLock(SharedPosition position, Invalidation invalidation)
    {
        // Our own come back by the channel: to apply them again would only forget what was fetched since.
        if (_track.Attachment is not { } attachment || attachment.Epoch != position.Epoch || _track.IsApplied(position.Number))
        {
            return;
        }

        if (position.Number <= attachment.JoinedAt)
        {
            _late++;
        }

        // Marks first, number last.
        _table.Apply(invalidation, attachment.ToLocal(position.Number));
        _track.NoteApplied(position.Number);

        _seen = new SharedPosition(attachment.Epoch, _track.Observed);
    }

    private void OnStateChanged(RedisState state)
    {
        // A master that became a replica answers as before, on the same connections, and hears of nothing any more.
        if (state == RedisState.ReadOnly && _track.Attachment is { } attachment)
        {
            Detach(attachment, "read-only");
        }

        Wake();
    }

    private void OnRestored()
    {
        // Messages may have been lost, of numbers too that were there when this process joined: no gap would tell.
        _mustJoin = true;
        Wake();
    }

    private void OnHeard(SharedPosition position, Invalidation invalidation)
    {
        lock (_gate)
        {
            if (_isJoining)
            {
                _heard.Enqueue((position, invalidation));
            }

            ApplyUnderLock(position, invalidation);
            if (_track.Attachment is { } attachment && attachment.Epoch != position.Epoch)
            {
                // Perhaps an old one that was long under way; to look costs nothing.
                Wake();
            }
        }
    }

    private void Detach(Attachment attachment, string reason)
    {
        lock (_gate)
        {
            if (_track.Attachment == attachment)
            {
                DetachUnderLock(reason);
            }
        }
    }

    private void DetachUnderLock(string reason)
    {
        if (_track.Attachment is { } attachment)
        {
            _seen = new SharedPosition(attachment.Epoch, _track.Observed);
        }

        _track.Detach();
        _joined = NewSignal();
        _table.Clear();
        _metrics.CountDetachment(reason);
        _logger.Detached(reason);
        Wake();
    }

    private async Task PauseAsync()
    {
        await Task.WhenAny(_wake.Task, Task.Delay(PollInterval, _time, _end.Token));
        _end.Token.ThrowIfCancellationRequested();
        if (_wake.Task.IsCompleted)
        {
            _wake = NewSignal();
        }
    }

    private void Wake() => _wake.TrySetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
