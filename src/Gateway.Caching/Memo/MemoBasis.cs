using Gateway.Caching.Invalidation;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;

namespace Gateway.Caching.Memo;

/// <summary>What a finished answer was made of: it is as good as new while all of it still holds.</summary>
/// <param name="lives">Of the records it was read from.</param>
/// <param name="tags">What its lists depend on, each with the least sequence number of a list.</param>
/// <param name="seen">All entities in it, also those of which nothing was read but the id.</param>
/// <param name="removals">Of the store's tag of removals: its <see cref="CacheTag.Steps"/> before and after it was read.</param>
/// <param name="freshUntil">When its first value is no longer fresh: milliseconds of Unix time.</param>
/// <param name="world">What else it depends on, compared by reference; such as what the upstream is known not to have.</param>
public sealed class MemoBasis(RecordLife[] lives, TagStamp[] tags, SeenEntity[] seen, long removals, long freshUntil, object? world)
{
    // A clock that was set back makes values last longer than they may; this much is put up with, as for single values.
    private const long Tolerance = 2 * 60 * 1000;

    private long _removals = removals;

    /// <summary>When its oldest value was fetched: milliseconds of Unix time; far in the future, the default, if there is none.</summary>
    public long OldestAt { get; init; } = long.MaxValue;

    /// <summary>What was not fresh any more when it was read, as <see cref="RunStart.Floors"/> told. Default null: nothing.</summary>
    public StaleFloors? Floors { get; init; }

    /// <summary>Something of the answer's maker, which comes back with the answer. Default null.</summary>
    public object? Tag { get; set; }

    /// <summary>Estimated bytes of memory.</summary>
    internal int Size => 200 + (lives.Length * 32) + (tags.Length * 16) + (seen.Length * 32);

    /// <summary>What else it depends on.</summary>
    internal object? World => world;

    /// <summary>Whether the answer may be served.</summary>
    /// <param name="store">What it was read from.</param>
    /// <param name="removals">The store's tag of removals.</param>
    /// <param name="now">Milliseconds of Unix time.</param>
    /// <param name="madeAt">When it was made.</param>
    internal bool Holds(IRecordStore store, CacheTag removals, long now, long madeAt)
    {
        if (now > freshUntil || madeAt - now > Tolerance)
        {
            return false;
        }

        foreach (var life in lives)
        {
            if (life.HasEnded)
            {
                return false;
            }

            life.Visit();
        }

        foreach (ref readonly var stamp in tags.AsSpan())
        {
            if (stamp.Tag.InvalidatedAt > stamp.Sequence)
            {
                return false;
            }
        }

        long steps = removals.Steps;
        return steps == Volatile.Read(ref _removals) || NoneWasRemoved(store, removals, steps);
    }

    // Something was removed; whether it is in the answer is looked up once. Not by greater numbers: an earlier removal may come after a later one.
    private bool NoneWasRemoved(IRecordStore store, CacheTag removals, long steps)
    {
        foreach (ref readonly var one in seen.AsSpan())
        {
            if (store.RemovedAt(one.Key) != one.RemovedAt)
            {
                return false;
            }
        }

        Volatile.ReadBarrier();
        if (long.IsOddInteger(steps) || removals.Steps != steps)
        {
            return false;
        }

        Volatile.Write(ref _removals, steps);
        return true;
    }
}
