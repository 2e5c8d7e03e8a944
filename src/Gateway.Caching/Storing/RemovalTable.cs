using System.Collections.Concurrent;
using Gateway.Caching.Keys;

namespace Gateway.Caching.Storing;

/// <summary>Remembers which entities were removed, and when, so that older links to them are not followed.</summary>
/// <param name="capacity">Most entities remembered.</param>
internal sealed class RemovalTable(int capacity)
{
    private readonly ConcurrentDictionary<EntityKey, long> _removed = new();
    private readonly Queue<EntityKey> _order = new();
    private long _floor;

    /// <summary>The sequence number below which no link to the entity may be followed.</summary>
    public long RemovedAt(EntityKey key)
    {
        // First the entry, then the floor: the writer goes the other way, so one of the two is always seen.
        _removed.TryGetValue(key, out long at);
        return Math.Max(at, Volatile.Read(ref _floor));
    }

    /// <summary>Notes a removal. The caller lets no two in at a time.</summary>
    public void Add(EntityKey key, long sequence)
    {
        if (!_removed.TryAdd(key, sequence))
        {
            _removed[key] = sequence;
            return;
        }

        _order.Enqueue(key);
        if (_order.Count > capacity && _removed.TryGetValue(_order.Peek(), out long forgotten))
        {
            // First the floor, then the entry: no reader may see neither.
            Volatile.Write(ref _floor, Math.Max(forgotten, _floor));
            _removed.TryRemove(_order.Dequeue(), out _);
        }
    }
}
