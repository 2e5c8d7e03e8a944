using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Caching.Storing;

/// <summary>The place of one entity in a <see cref="RecordTable"/>: its last invalidation, and a record for each scope.</summary>
internal sealed class RecordSlot(EntityKey key) : SieveNode<RecordSlot>
{
    private readonly Lock _gate = new();
    private volatile EntityRecord? _record;
    private volatile ScopedRecords? _scoped;
    private long _invalidatedAt;
    private long _knownUpTo;
    private volatile bool _isDetached;

    public EntityKey Key { get; } = key;

    /// <summary>Where it is in the <see cref="SlotRoster"/>, to which this belongs.</summary>
    public int Place { get; set; }

    /// <summary>Whether it is out of use for good.</summary>
    public bool IsDetached => _isDetached;

    /// <summary>Estimated bytes of all records here.</summary>
    public int Size { get; private set; }

    /// <summary>The sequence number of the last invalidation, or a later one where that may be forgotten.</summary>
    public long InvalidatedAt(in SlotFloors floors)
    {
        // First what is known, then the mark: a writer goes the other way.
        long known = Volatile.Read(ref _knownUpTo);
        long mark = Math.Max(Volatile.Read(ref _invalidatedAt), floors.Hard);
        return floors.Soft <= known ? mark : Math.Max(mark, floors.Soft);
    }

    public EntityRecord? Record(CacheScope scope) =>
        scope.Name.Length == 0 ? _record : _scoped?.Find(scope);

    /// <summary>Whether a record here was read, be it by an answer that was kept whole, since the last time; and forgets it.</summary>
    public override bool TakeVisit()
    {
        bool visited = base.TakeVisit() | _record?.TakeVisit() == true;
        return visited | _scoped?.TakeVisit() == true;
    }

    /// <summary>Merges a patch in, unless it began before the last invalidation or the slot is no longer in the store.</summary>
    /// <param name="scope">Whose view it is.</param>
    /// <param name="patch">What a fetch brought.</param>
    /// <param name="floors">Below these nothing is valid.</param>
    /// <param name="growth">By how many bytes the slot grew.</param>
    public StoreOutcome Store(CacheScope scope, RecordPatch patch, in SlotFloors floors, out int growth)
    {
        lock (_gate)
        {
            growth = 0;
            if (_isDetached)
            {
                return StoreOutcome.Detached;
            }

            if (patch.Entries.Length == 0 || patch.Entries[0].Sequence < InvalidatedAt(floors))
            {
                return StoreOutcome.Refused;
            }

            growth = MergeUnderLock(scope, patch.Entries);
            return StoreOutcome.Stored;
        }
    }

    /// <summary>Merges in what was read from where records are shared, as far as it is valid.</summary>
    /// <param name="scope">Whose view it is.</param>
    /// <param name="entries">What was read; each with its own sequence number.</param>
    /// <param name="mark">The last invalidation that was known there.</param>
    /// <param name="readAt">Up to this number that mark tells all.</param>
    /// <param name="floors">Below these nothing is valid.</param>
    /// <param name="growth">By how many bytes the slot grew; it may have shrunk.</param>
    public StoreOutcome Provide(CacheScope scope, RecordEntry[] entries, long mark, long readAt, in SlotFloors floors, out int growth)
    {
        lock (_gate)
        {
            growth = 0;
            if (_isDetached)
            {
                return StoreOutcome.Detached;
            }

            if (mark > _invalidatedAt)
            {
                growth -= ClearUnderLock();
                Volatile.Write(ref _invalidatedAt, mark);
            }

            Volatile.Write(ref _knownUpTo, Math.Max(readAt, _knownUpTo));
            long valid = InvalidatedAt(floors);
            var kept = Array.FindAll(entries, entry => entry.Sequence >= valid);
            if (kept.Length == 0)
            {
                return StoreOutcome.Refused;
            }

            growth += MergeUnderLock(scope, kept);
            return StoreOutcome.Stored;
        }
    }

    /// <summary>Forgets every record. False if the slot is no longer in the store, so that another must be asked.</summary>
    public bool Invalidate(long sequence, out int freed)
    {
        lock (_gate)
        {
            Volatile.Write(ref _invalidatedAt, Math.Max(sequence, _invalidatedAt));
            freed = ClearUnderLock();
            return !_isDetached;
        }
    }

    /// <summary>Forgets every record, and keeps the mark.</summary>
    public int Clear()
    {
        lock (_gate)
        {
            return ClearUnderLock();
        }
    }

    /// <summary>Takes the slot out of use for good.</summary>
    public int Detach()
    {
        lock (_gate)
        {
            _isDetached = true;
            return ClearUnderLock();
        }
    }

    private int ClearUnderLock()
    {
        int freed = Size;
        _record?.End();
        _scoped?.End();
        _record = null;
        _scoped = null;
        Size = 0;
        return freed;
    }

    private int MergeUnderLock(CacheScope scope, RecordEntry[] entries)
    {
        var known = Record(scope);
        var record = known is null ? new EntityRecord(entries) : known.With(entries);
        if (known is not null)
        {
            record.Succeed(known);
        }

        int growth;
        if (scope.Name.Length == 0)
        {
            growth = record.Size - (known?.Size ?? 0);
            _record = record;
        }
        else
        {
            growth = (_scoped ??= new ScopedRecords()).Set(scope, record);
        }

        Size += growth;
        return growth;
    }
}
