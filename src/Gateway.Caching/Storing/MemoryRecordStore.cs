using System.Collections.Concurrent;
using System.Collections.Frozen;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Caching.Storing;

/// <summary>Records in the memory of this process, bounded in bytes.</summary>
public sealed class MemoryRecordStore : IRecordStore
{
    private const int SlotOverhead = 160;
    private const int MaxRemovals = 100_000;

    private readonly ConcurrentDictionary<EntityKey, RecordSlot> _slots = new();
    private readonly ConcurrentDictionary<string, CacheTag> _tags = new();
    private readonly RemovalTable _removals = new(MaxRemovals);
    private readonly SieveList _arrivals = new();
    private readonly Lock _invalidation = new();
    private readonly Lock _eviction = new();
    private readonly long _capacity;
    private long _bytes;
    private long _floor;
    private long _sequence;
    private long _refused;

    /// <param name="capacity">Most bytes of records kept; at least 1 MiB.</param>
    public MemoryRecordStore(long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1 << 20);
        _capacity = capacity;
    }

    public long Sequence => Volatile.Read(ref _sequence);

    public StoreStatus Status => new(StoreMode.Memory, null);

    public RunStart Begin() => new(Sequence, long.MaxValue);

    /// <summary>Estimated bytes in use.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>How many patches were not kept because something was invalidated after their fetch began.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public EntityRecord? Peek(CacheScope scope, EntityKey key)
    {
        if (!_slots.TryGetValue(key, out var slot) || slot.Record(scope) is not { } record)
        {
            return null;
        }

        if (!slot.Visited)
        {
            slot.Visited = true;
        }

        return record;
    }

    public ValueTask<IReadOnlyDictionary<EntityKey, EntityRecord>> ReadAsync(
        CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyDictionary<EntityKey, EntityRecord>>(FrozenDictionary<EntityKey, EntityRecord>.Empty);

    public ValueTask<RecordClaims> ClaimAsync(CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel) =>
        ValueTask.FromResult(RecordClaims.Granted);

    public ValueTask ReleaseAsync(CacheScope scope, IReadOnlyCollection<EntityKey> keys) => ValueTask.CompletedTask;

    public ValueTask StoreAsync(CacheScope scope, IReadOnlyCollection<RecordPatch> patches, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(patches);
        foreach (var patch in patches)
        {
            Store(scope, patch);
        }

        EvictDownToCapacity();
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> InvalidateAsync(Invalidation.Invalidation invalidation, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(invalidation);
        lock (_invalidation)
        {
            long sequence = _sequence + 1;
            MarkUnderLock(invalidation, sequence);

            // Last: a fetch that begins before this line stamps too low a number, which is the safe side.
            Volatile.Write(ref _sequence, sequence);
        }

        // Marks take room too, also where nothing is stored for a while.
        EvictDownToCapacity();
        return ValueTask.FromResult(true);
    }

    public long InvalidatedAt(EntityKey key)
    {
        // First the slot, then the floor: a mark moves from there to here when its slot is evicted.
        long mark = _slots.TryGetValue(key, out var slot) ? slot.InvalidatedAt : 0;
        return Math.Max(mark, Volatile.Read(ref _floor));
    }

    public long RemovedAt(EntityKey key) => _removals.RemovedAt(key);

    public CacheTag Tag(string name) => _tags.GetOrAdd(name, static name => new CacheTag(name));

    private void Store(CacheScope scope, RecordPatch patch)
    {
        while (true)
        {
            var slot = SlotOf(patch.Key);
            switch (slot.Store(scope, patch, Volatile.Read(ref _floor), out int growth))
            {
                case StoreOutcome.Stored:
                    Interlocked.Add(ref _bytes, growth);
                    return;
                case StoreOutcome.Refused:
                    Interlocked.Increment(ref _refused);
                    return;
            }
        }
    }

    private void MarkUnderLock(Invalidation.Invalidation invalidation, long sequence)
    {
        if (invalidation.Everything)
        {
            RaiseFloor(sequence);
            foreach (var slot in _slots.Values)
            {
                Invalidate(slot, sequence);
            }

            return;
        }

        foreach (var key in invalidation.Removed)
        {
            _removals.Add(key, sequence);
        }

        foreach (string tag in invalidation.Tags)
        {
            Tag(tag).Invalidate(sequence);
        }

        foreach (var key in invalidation.Entities)
        {
            while (!Invalidate(SlotOf(key), sequence))
            {
            }
        }
    }

    private bool Invalidate(RecordSlot slot, long sequence)
    {
        bool isInUse = slot.Invalidate(sequence, out int freed);
        Interlocked.Add(ref _bytes, -freed);
        return isInUse;
    }

    private RecordSlot SlotOf(EntityKey key)
    {
        if (_slots.TryGetValue(key, out var known))
        {
            return known;
        }

        var slot = _slots.GetOrAdd(key, static key => new RecordSlot(key));
        lock (_eviction)
        {
            if (!slot.IsListed)
            {
                _arrivals.Add(slot);
                Interlocked.Add(ref _bytes, SlotOverhead + key.Size);
            }
        }

        return slot;
    }

    private void EvictDownToCapacity()
    {
        while (Bytes > _capacity)
        {
            lock (_eviction)
            {
                if (_arrivals.Evict() is not { } victim)
                {
                    return;
                }

                // A mark that is forgotten lives on in the floor, or a fetch under way could bring the old value back.
                // Detached first, so that no mark can still arrive; out of the table last, so that no one sees neither.
                Interlocked.Add(ref _bytes, -victim.Detach() - SlotOverhead - victim.Key.Size);
                RaiseFloor(victim.InvalidatedAt);
                _slots.TryRemove(new KeyValuePair<EntityKey, RecordSlot>(victim.Key, victim));
            }
        }
    }

    private void RaiseFloor(long sequence)
    {
        long floor = Volatile.Read(ref _floor);
        while (sequence > floor)
        {
            long seen = Interlocked.CompareExchange(ref _floor, sequence, floor);
            if (seen == floor)
            {
                return;
            }

            floor = seen;
        }
    }
}
