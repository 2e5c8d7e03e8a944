using Gateway.Caching.Storing;

namespace Gateway.Caching.Invalidation;

/// <summary>Follows the shared sequence: what this process has seen of it, what it has applied, and until when it can be sure to have missed nothing.</summary>
/// <remarks>
/// Sequence numbers of this process never go back, whatever becomes of the shared ones. Reading properties is safe at any time; methods are
/// called by one at a time.
/// </remarks>
/// <param name="time">For how long ago something was.</param>
/// <param name="trust">How long after it was last sure this process may still rely on what it knows.</param>
/// <param name="grace">How long a number may be missing that was seen in Redis.</param>
internal sealed class SequenceTrack(TimeProvider time, TimeSpan trust, TimeSpan grace)
{
    private const int MaxEarly = 10_000;

    private readonly SortedSet<long> _early = [];
    private readonly Queue<(long Number, long AskedAt, long NotedAt)> _sightings = [];
    private volatile Attachment? _attachment;
    private long _sequence;
    private long _observed;
    private long _applied;
    private long _sureAt;
    private long _sighted;

    /// <summary>The last number that is known to be taken. A fetch that begins now sees what that invalidation was about.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>Null while this process is on its own.</summary>
    public Attachment? Attachment => _attachment;

    /// <summary>The highest number of the epoch that was seen.</summary>
    public long Observed => Volatile.Read(ref _observed);

    /// <summary>All up to this number of the epoch is applied.</summary>
    public long Applied => Volatile.Read(ref _applied);

    /// <summary>Whether everything is applied here that was acknowledged anywhere longer than the time of trust ago.</summary>
    public bool IsSure => time.GetElapsedTime(Volatile.Read(ref _sureAt)) <= trust;

    /// <summary>Whether a number has been missing for too long, so that its message is lost.</summary>
    public bool HasGap => _early.Count > MaxEarly
        || (_sightings.TryPeek(out var oldest) && time.GetElapsedTime(oldest.NotedAt) > grace);

    /// <summary>Leaves the old numbering. The new one is in force when it is handed to <see cref="Attach"/>.</summary>
    /// <param name="position">Where the shared sequence is.</param>
    public Attachment Prepare(SharedPosition position)
    {
        Detach();
        return new Attachment(position.Epoch, Sequence + 1, position.Number);
    }

    /// <summary>Follows the shared sequence from now on.</summary>
    /// <param name="attachment">As prepared; nothing happened since.</param>
    /// <param name="askedAt">A time from before the position was asked for.</param>
    public void Attach(Attachment attachment, long askedAt)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        _early.Clear();
        _sightings.Clear();
        _sighted = attachment.JoinedAt;
        Volatile.Write(ref _observed, attachment.JoinedAt);
        Volatile.Write(ref _applied, attachment.JoinedAt);
        Volatile.Write(ref _sequence, attachment.Start);
        Volatile.Write(ref _sureAt, askedAt);
        _attachment = attachment;
    }

    /// <summary>Is on its own from now on.</summary>
    public void Detach() => _attachment = null;

    /// <summary>The next sequence number of a process that is on its own.</summary>
    public long NextAlone()
    {
        long next = Sequence + 1;
        Volatile.Write(ref _sequence, next);
        return next;
    }

    /// <summary>Whether the invalidation of that number itself was applied since this process joined.</summary>
    public bool IsApplied(long number) => number > _attachment!.JoinedAt && (number <= Applied || _early.Contains(number));

    /// <summary>Notes that an invalidation was applied. Numbers may come in any order, and more than once.</summary>
    public void NoteApplied(long number)
    {
        Observe(number);
        if (number <= Applied)
        {
            return;
        }

        _early.Add(number);
        long applied = Applied;
        while (_early.Remove(applied + 1))
        {
            applied++;
        }

        Volatile.Write(ref _applied, applied);
        while (_sightings.TryPeek(out var sighting) && sighting.Number <= applied)
        {
            BeSure(_sightings.Dequeue().AskedAt);
        }
    }

    /// <summary>Notes where the sequence was.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="askedAt">A time from before it was asked for.</param>
    public void NoteSeen(long number, long askedAt)
    {
        Observe(number);
        if (number <= Applied)
        {
            BeSure(askedAt);
        }
        else if (number > _sighted)
        {
            // What is not applied yet should come by itself in a moment. Seeing the same number again does not make it younger.
            _sighted = number;
            _sightings.Enqueue((number, askedAt, time.GetTimestamp()));
        }
    }

    private void Observe(long number)
    {
        if (number > Observed)
        {
            Volatile.Write(ref _observed, number);
            Volatile.Write(ref _sequence, _attachment!.ToLocal(number));
        }
    }

    private void BeSure(long at)
    {
        if (at > _sureAt)
        {
            Volatile.Write(ref _sureAt, at);
        }
    }
}
