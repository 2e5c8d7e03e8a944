using Gateway.Caching.Storing;
using Gateway.Caching.Telemetry;
using Microsoft.Extensions.Logging;

namespace Gateway.Caching.Invalidation;

/// <summary>Whether this process is in step with the others, and what is invalidated here by what it hears. Safe for concurrent use.</summary>
internal sealed class Standing(RecordTable table, RedisRecordStore redis, CachingMetrics metrics, TimeProvider time, ILogger<Standing> logger)
{
    /// <summary>How long what is known here is relied on without a sign that nothing was missed.</summary>
    public static readonly TimeSpan Trust = TimeSpan.FromMilliseconds(900);

    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(600);

    private readonly Lock _gate = new();
    private readonly SequenceTrack _track = new(time, Trust, Grace);
    private readonly Queue<InvalidationMessage> _heard = [];
    private volatile TaskCompletionSource _joined = NewSignal();
    private SharedPosition? _seen;
    private bool _isJoining;
    private volatile bool _mustJoin;
    private int _late;

    /// <summary>Raised when there may be something to do: to look where the sequence is, or to join anew. Handlers are short.</summary>
    public event Action? Shaken;

    /// <summary>The last invalidation that is known of.</summary>
    public long Sequence => _track.Sequence;

    /// <summary>All up to this number of the epoch is applied here.</summary>
    public long Applied => _track.Applied;

    /// <summary>The highest number of the epoch that was seen.</summary>
    public long Observed => _track.Observed;

    /// <summary>How many invalidations were applied after it had been taken for granted that they were: what was read meanwhile may lack them.</summary>
    public int Late => Volatile.Read(ref _late);

    /// <summary>The furthest position that was ever seen; null if none was.</summary>
    public SharedPosition? Seen => _seen;

    /// <summary>Ends when this process is in step.</summary>
    public Task Joined => _joined.Task;

    /// <summary>Whether it is time to join, or to join anew.</summary>
    public bool MustJoin
    {
        get => _mustJoin || _track.Attachment is null;
        set => _mustJoin = value;
    }

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

    /// <summary>Notes where the sequence was when Redis was asked something.</summary>
    /// <param name="attachment">How this process was attached before it asked.</param>
    /// <param name="position">What Redis said.</param>
    /// <param name="observed">The highest number that was seen before it asked.</param>
    /// <param name="askedAt">When it asked.</param>
    /// <returns>Whether what it said can be used.</returns>
    public bool Note(Attachment attachment, SharedPosition position, long observed, long askedAt)
    {
        ArgumentNullException.ThrowIfNull(attachment);
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

            // Whoever asked meanwhile whether this process is there must not have waited in vain.
            _track.NoteSeen(position.Number, askedAt >= redis.SureFrom ? askedAt : long.MinValue);
            if (_track.HasGap)
            {
                _mustJoin = true;
                Shaken?.Invoke();
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

            ApplyAloneUnderLock(invalidation);
            return true;
        }
    }

    /// <summary>Applies an invalidation that was heard of.</summary>
    /// <returns>Whether nothing that was known before is shown any more.</returns>
    public bool Hear(InvalidationMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_gate)
        {
            if (_isJoining)
            {
                _heard.Enqueue(message);
            }

            if (_track.Attachment is not { } attachment)
            {
                // Also what is fetched on one's own need not be older than what one hears.
                ApplyAloneUnderLock(message.Invalidation!);
                return true;
            }

            ApplyUnderLock(message.Position, message.Invalidation!);
            if (attachment.Epoch == message.Position.Epoch)
            {
                return true;
            }

            // Perhaps an old one that was long under way; to look costs nothing.
            Shaken?.Invoke();
            return false;
        }
    }

    /// <summary>From now on what is heard counts for who joins.</summary>
    public void BeginToJoin()
    {
        lock (_gate)
        {
            _mustJoin = false;
            _heard.Clear();
            _isJoining = true;
        }
    }

    /// <summary>It did not succeed.</summary>
    public void CeaseToJoin()
    {
        lock (_gate)
        {
            _isJoining = false;
        }
    }

    /// <summary>Is in step from now on.</summary>
    /// <param name="state">Read after <see cref="BeginToJoin"/>.</param>
    /// <param name="askedAt">A time from before it was asked for.</param>
    public void Attach(SharedState state, long askedAt)
    {
        ArgumentNullException.ThrowIfNull(state);
        lock (_gate)
        {
            var attachment = _track.Prepare(state.Position with { Number = state.SeatedAt });
            table.Reset(PastOf(state, attachment));
            _track.Attach(attachment, askedAt);
            _track.NoteSeen(state.Position.Number, askedAt);
            _seen = state.Position;
            _isJoining = false;
            _mustJoin = false;
            while (_heard.TryDequeue(out var heard))
            {
                ApplyUnderLock(heard.Position, heard.Invalidation!);
            }

            _joined.TrySetResult();
        }

        metrics.CountJoin();
        logger.Joined();
    }

    /// <summary>Is on its own from now on, if it is attached that way.</summary>
    public void Detach(Attachment attachment, string reason)
    {
        lock (_gate)
        {
            if (_track.Attachment == attachment)
            {
                DetachUnderLock(reason);
            }
        }
    }

    /// <summary>Is on its own for good.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _track.Detach();
            ApplyAloneUnderLock(Invalidation.All);
        }
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
        table.Apply(invalidation, attachment.ToLocal(position.Number));
        _track.NoteApplied(position.Number);

        _seen = new SharedPosition(attachment.Epoch, _track.Observed);
    }

    private void ApplyAloneUnderLock(Invalidation invalidation)
    {
        table.Apply(invalidation, _track.Sequence + 1);
        _track.NextAlone();
    }

    private void DetachUnderLock(string reason)
    {
        if (_track.Attachment is { } attachment)
        {
            _seen = new SharedPosition(attachment.Epoch, _track.Observed);
        }

        _track.Detach();
        _joined = NewSignal();

        // What is under way may have been asked for before something of which this process has not heard.
        ApplyAloneUnderLock(Invalidation.All);
        metrics.CountDetachment(reason);
        logger.Detached(reason);
        Shaken?.Invoke();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
