using System.Collections.Concurrent;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;

namespace Gateway.Caching.Memo;

/// <summary>Finished answers by the bytes of their requests, each served only while all that it was read from still holds.</summary>
/// <remarks>
/// An invalidation costs nothing here: who finds an answer compares what it was made of with what is known. Safe for concurrent use; a hit takes no
/// lock and allocates nothing.
/// </remarks>
public sealed class ResponseMemo
{
    // A single answer may not drive out many others.
    private const int LeastAnswers = 16;

    private readonly ConcurrentDictionary<MemoKey, MemoNode> _nodes;
    private readonly ConcurrentDictionary<MemoKey, MemoNode>.AlternateLookup<MemoProbe> _lookup;
    private readonly SieveList<MemoNode> _arrivals = new();
    private readonly Lock _gate = new();
    private readonly IRecordStore _store;
    private readonly Invalidation.CacheTag _removals;
    private readonly TimeProvider _time;
    private readonly long _capacity;
    private long _bytes;

    /// <param name="store">What answers are read from.</param>
    /// <param name="capacity">Most bytes kept; 0 keeps nothing.</param>
    /// <param name="time">Tells what is still fresh.</param>
    public ResponseMemo(IRecordStore store, long capacity, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _nodes = new ConcurrentDictionary<MemoKey, MemoNode>(new MemoKeyComparer());
        _lookup = _nodes.GetAlternateLookup<MemoProbe>();
        _store = store;
        _removals = store.Tag(Invalidation.CacheTag.Removal);
        _time = time;
        _capacity = capacity;
    }

    /// <summary>Whether anything is kept at all.</summary>
    public bool IsOn => _capacity > 0;

    /// <summary>Estimated bytes in use.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>How many answers are kept, whether or not they still hold.</summary>
    public int Count => _nodes.Count;

    /// <summary>How far the store is with removals: to be read before an answer is made, and not to have changed when it is.</summary>
    public long Removals => _removals.Steps;

    /// <summary>Whether nothing was removed since <see cref="Removals"/> was read, nor was at the time.</summary>
    public bool IsAt(long removals)
    {
        Volatile.ReadBarrier();
        return long.IsEvenInteger(removals) && _removals.Steps == removals;
    }

    /// <summary>The answer to a request; null if none is known that holds.</summary>
    /// <param name="text">The bytes of the request.</param>
    /// <param name="scope">For whom.</param>
    /// <param name="world">What else answers depend on; see <see cref="MemoBasis"/>.</param>
    public MemoizedResponse? Find(ReadOnlySpan<byte> text, CacheScope scope, object? world)
    {
        if (!_lookup.TryGetValue(new MemoProbe(text, scope), out var node))
        {
            return null;
        }

        // While this process does not hear of invalidations, ages count that only a walk knows; and so with what was said to be stale since.
        var start = _store.Begin();
        if (start.AgeLimit != long.MaxValue
            || !ReferenceEquals(node.Basis.Floors, start.Floors)
            || !ReferenceEquals(node.Basis.World, world)
            || !node.Basis.Holds(_store, _removals, _time.GetUtcNow().ToUnixTimeMilliseconds(), node.MadeAt))
        {
            return null;
        }

        if (!node.Visited)
        {
            node.Visited = true;
        }

        return node.Response;
    }

    /// <summary>Keeps an answer.</summary>
    /// <param name="text">The bytes of the request.</param>
    /// <param name="scope">For whom it is.</param>
    /// <param name="response">The whole response in UTF-8.</param>
    /// <param name="basis">What it was made of.</param>
    public void Add(ReadOnlySpan<byte> text, CacheScope scope, ReadOnlySpan<byte> response, MemoBasis basis)
    {
        ArgumentNullException.ThrowIfNull(basis);
        long most = _capacity / LeastAnswers;
        if (MemoNode.SizeOf(text.Length, response.Length, basis) > most)
        {
            return;
        }

        var key = new MemoKey(text.ToArray(), scope);
        var node = new MemoNode(this, key, response.ToArray(), basis, _time.GetUtcNow().ToUnixTimeMilliseconds());
        lock (_gate)
        {
            if (_nodes.TryGetValue(key, out var former))
            {
                // It is asked for, or it would not be made anew.
                node.Visited = former.Visited;
                _arrivals.Remove(former);
                _bytes -= former.Size;
            }

            _nodes[key] = node;
            _arrivals.Add(node);
            _bytes += node.Size;
            EvictUnderLock();
        }
    }

    /// <summary>Notes that an answer takes more room than it did.</summary>
    internal void Grow(MemoNode node, int bytes)
    {
        lock (_gate)
        {
            if (node.IsListed)
            {
                node.Size += bytes;
                _bytes += bytes;
                EvictUnderLock();
            }
        }
    }

    private void EvictUnderLock()
    {
        while (_bytes > _capacity && _arrivals.Evict() is { } victim)
        {
            _bytes -= victim.Size;
            _nodes.TryRemove(victim.Key, out _);
        }
    }
}
