using System.Collections.Concurrent;
using Gateway.Caching.Keys;

namespace Gateway.Caching.Storing;

/// <summary>Remembers the last marks of entities, such as when they were invalidated or removed. Of what it forgets a floor remains.</summary>
/// <param name="capacity">Most marks remembered.</param>
/// <param name="floor">What holds for entities without a mark.</param>
internal sealed class MarkTable(int capacity, long floor)
{
    private readonly ConcurrentDictionary<EntityKey, long> _marks = new();
    private readonly Queue<(EntityKey Key, long Sequence)> _order = new();
    private long _floor = floor;

    /// <summary>How many marks are remembered; for those that were set again, more than once.</summary>
    public int Count => _order.Count;

    /// <summary>The entity's last mark, or a later number where it may be forgotten.</summary>
    public long At(EntityKey key)
    {
        // First the entry, then the floor: the writer goes the other way, so one of the two is always seen.
        _marks.TryGetValue(key, out long at);
        return Math.Max(at, Volatile.Read(ref _floor));
    }

    /// <summary>Sets a mark, unless there is a later one. The caller lets no two in at a time.</summary>
    public void Add(EntityKey key, long sequence)
    {
        if (_marks.TryGetValue(key, out long known) && known >= sequence)
        {
            return;
        }

        _marks[key] = sequence;
        _order.Enqueue((key, sequence));
        if (_order.Count <= capacity)
        {
            return;
        }

        var (oldest, at) = _order.Dequeue();
        if (_marks.TryGetValue(oldest, out long last) && last == at)
        {
            // First the floor, then the entry: no reader may see neither.
            Volatile.Write(ref _floor, Math.Max(at, _floor));
            _marks.TryRemove(oldest, out _);
        }
    }
}
