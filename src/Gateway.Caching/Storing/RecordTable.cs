using System.Collections.Concurrent;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Caching.Storing;

/// <summary>Records in the memory of this process, bounded in bytes, and the marks that decide which of them are valid.</summary>
/// <remarks>Knows no sequence of its own: whoever owns it says at which number something is invalidated. Safe for concurrent use.</remarks>
internal sealed class RecordTable
{
    private const int SlotOverhead = 160;
    private const int MarkOverhead = 160;
    private const int MaxMarks = 100_000;

    // So that marks never take more than a small part of the room.
    private const int BytesForAMark = 4096;

    private readonly ConcurrentDictionary<EntityKey, RecordSlot> _slots = new();
    private readonly ConcurrentDictionary<string, CacheTag> _tags = new();
    private readonly ConcurrentDictionary<string, long> _types = new();
    private readonly SieveList<RecordSlot> _arrivals = new();
    private readonly SlotRoster _roster = new();
    private readonly Lock _marking = new();
    private readonly Lock _eviction = new();
    private readonly int _maxMarks;
    private readonly long _capacity;
    private volatile MarkTable _marks;
    private volatile MarkTable _removals;
    private volatile StaleFloors? _floors;
    private long _everything;
    private long _tagFloor;
    private long _bytes;
    private long _refused;

    /// <param name="capacity">Most bytes of records kept; at least 1 MiB.</param>
    public RecordTable(long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1 << 20);
        _capacity = capacity;
        _maxMarks = (int)Math.Min(MaxMarks, capacity / BytesForAMark);
        _marks = new MarkTable(_maxMarks, 0);
        _removals = new MarkTable(_maxMarks, 0);
    }

    /// <summary>Estimated bytes in use.</summary>
    public long Bytes => Interlocked.Read(ref _bytes) + ((long)MarkOverhead * (_marks.Count + _removals.Count));

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

    /// <summary>Entities of which a scope knows something, drawn at random.</summary>
    /// <param name="scope">Whose view it is.</param>
    /// <param name="draws">How often is drawn; blanks and repetitions count.</param>
    public IReadOnlyCollection<EntityKey> Draw(CacheScope scope, int draws)
    {
        var drawn = new HashSet<EntityKey>();
        lock (_eviction)
        {
            for (int i = 0; i < draws; i++)
            {
                if (_roster.Draw(Random.Shared) is { } slot && slot.Record(scope) is not null)
                {
                    drawn.Add(slot.Key);
                }
            }
        }

        return drawn;
    }

    public void Store(CacheScope scope, IReadOnlyCollection<RecordPatch> patches)
    {
        foreach (var patch in patches)
        {
            Store(scope, patch);
        }

        EvictDownToCapacity();
    }

    /// <summary>Takes over what was read from where records are shared, as far as it is valid.</summary>
    /// <param name="scope">Whose view it is.</param>
    /// <param name="key">The entity.</param>
    /// <param name="entries">What was read; each with its own sequence number.</param>
    /// <param name="mark">The last invalidation that was known there.</param>
    /// <param name="readAt">Up to this number that mark tells all: what had been applied here before the read.</param>
    /// <returns>What is known now; null if nothing of it is valid.</returns>
    public EntityRecord? Provide(CacheScope scope, EntityKey key, RecordEntry[] entries, long mark, long readAt)
    {
        while (true)
        {
            var slot = SlotOf(key);
            var outcome = slot.Provide(scope, entries, mark, readAt, FloorsOf(key), out int growth);
            Interlocked.Add(ref _bytes, growth);
            if (outcome != StoreOutcome.Detached)
            {
                var record = outcome == StoreOutcome.Stored ? slot.Record(scope) : null;
                EvictDownToCapacity();
                return record;
            }
        }
    }

    /// <summary>What soft invalidations have said; null if there was none.</summary>
    public StaleFloors? Floors => _floors;

    /// <summary>Marks what an invalidation names, and forgets it. Of a soft one its time is noted, and nothing is forgotten.</summary>
    public void Apply(Invalidation.Invalidation invalidation, long sequence)
    {
        ArgumentNullException.ThrowIfNull(invalidation);
        lock (_marking)
        {
            if (invalidation.StaleBefore is { } before)
            {
                _floors = StaleFloors.With(_floors, invalidation, before);
                return;
            }

            ApplyUnderLock(invalidation, sequence);
        }

        // Marks take room too, also where nothing is stored for a while.
        EvictDownToCapacity();
    }

    /// <summary>Forgets all records. Marks stay.</summary>
    public void Clear()
    {
        foreach (var slot in _slots.Values)
        {
            Interlocked.Add(ref _bytes, -slot.Clear());
        }
    }

    /// <summary>Begins anew with another numbering: all that is known is forgotten, and what was fetched under the old one is not taken.</summary>
    /// <param name="past">What was invalidated before, in the new numbering.</param>
    public void Reset(TablePast past)
    {
        lock (_marking)
        {
            Tag(CacheTag.Removal).Step();

            // First what refuses, then what is refused.
            Volatile.Write(ref _everything, past.Everything);
            foreach (var (type, at) in past.Types)
            {
                _types[type] = at;
            }

            var removals = new MarkTable(_maxMarks, past.RemovedFloor);
            foreach (var (key, at) in past.Removed)
            {
                removals.Add(key, at);
            }

            _removals = removals;
            _marks = new MarkTable(_maxMarks, past.Floor);
            Volatile.Write(ref _tagFloor, past.Everything);
            foreach (var tag in _tags.Values)
            {
                tag.Invalidate(past.Everything);
            }

            foreach (var (tag, at) in past.Tags)
            {
                Tag(tag).Invalidate(at);
            }

            foreach (var slot in _slots.Values)
            {
                Evict(slot);
            }

            Tag(CacheTag.Removal).Step();
        }
    }

    public long InvalidatedAt(EntityKey key)
    {
        // First the slot, then the floors: a mark is in the table before it is in the slot.
        _slots.TryGetValue(key, out var slot);
        var floors = FloorsOf(key);
        return slot?.InvalidatedAt(floors) ?? Math.Max(floors.Hard, floors.Soft);
    }

    public long RemovedAt(EntityKey key) => _removals.At(key);

    public CacheTag Tag(string name)
    {
        if (_tags.TryGetValue(name, out var known))
        {
            return known;
        }

        var tag = new CacheTag(name);
        tag.Invalidate(Volatile.Read(ref _tagFloor));
        return _tags.GetOrAdd(name, tag);
    }

    private SlotFloors FloorsOf(EntityKey key)
    {
        long everything = Volatile.Read(ref _everything);
        long type = _types.IsEmpty ? 0 : _types.GetValueOrDefault(key.Type);
        return new SlotFloors(Math.Max(everything, type), _marks.At(key));
    }

    private void Store(CacheScope scope, RecordPatch patch)
    {
        while (true)
        {
            // First the slot, then the marks: an invalidation goes the other way, so it finds the slot or is found.
            var slot = SlotOf(patch.Key);
            switch (slot.Store(scope, patch, FloorsOf(patch.Key), out int growth))
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

    private void ApplyUnderLock(Invalidation.Invalidation invalidation, long sequence)
    {
        if (invalidation.Everything)
        {
            Volatile.Write(ref _everything, Math.Max(sequence, _everything));
            Invalidate(_slots.Values, sequence);
            Volatile.Write(ref _tagFloor, Math.Max(sequence, _tagFloor));
            foreach (var tag in _tags.Values)
            {
                tag.Invalidate(sequence);
            }
        }

        foreach (string type in invalidation.Types)
        {
            _types[type] = Math.Max(sequence, _types.GetValueOrDefault(type));
            Tag(type).Invalidate(sequence);
            Invalidate(_slots.Values.Where(slot => slot.Key.Type == type), sequence);
        }

        if (invalidation.Removed.Count > 0)
        {
            Remove(invalidation.Removed, sequence);
        }

        foreach (string tag in invalidation.Tags)
        {
            Tag(tag).Invalidate(sequence);
        }

        foreach (var key in invalidation.Entities)
        {
            _marks.Add(key, sequence);
            if (_slots.TryGetValue(key, out var slot))
            {
                Invalidate([slot], sequence);
            }
        }
    }

    private void Remove(IEnumerable<EntityKey> removed, long sequence)
    {
        var tag = Tag(CacheTag.Removal);
        tag.Step();
        foreach (var key in removed)
        {
            _removals.Add(key, sequence);
        }

        tag.Invalidate(sequence);
        tag.Step();
    }

    private void Invalidate(IEnumerable<RecordSlot> slots, long sequence)
    {
        foreach (var slot in slots)
        {
            slot.Invalidate(sequence, out int freed);
            Interlocked.Add(ref _bytes, -freed);
        }
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
            if (!slot.IsListed && !slot.IsDetached)
            {
                _arrivals.Add(slot);
                _roster.Add(slot);
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

                RemoveUnderLock(victim);
            }
        }
    }

    private void Evict(RecordSlot slot)
    {
        lock (_eviction)
        {
            if (slot.IsListed)
            {
                _arrivals.Remove(slot);
                RemoveUnderLock(slot);
            }
            else
            {
                // Somebody is about to list it, and will see that it is out of use.
                Interlocked.Add(ref _bytes, -slot.Detach());
                _slots.TryRemove(new KeyValuePair<EntityKey, RecordSlot>(slot.Key, slot));
            }
        }
    }

    private void RemoveUnderLock(RecordSlot victim)
    {
        _roster.Remove(victim);

        // Detached first, so that nothing can still arrive.
        Interlocked.Add(ref _bytes, -victim.Detach() - SlotOverhead - victim.Key.Size);
        _slots.TryRemove(new KeyValuePair<EntityKey, RecordSlot>(victim.Key, victim));
    }
}
