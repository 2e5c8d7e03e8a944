using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Caching.Storing;

/// <summary>The place of one entity in a <see cref="MemoryRecordStore"/>: its last invalidation, and a record for each scope.</summary>
internal sealed class RecordSlot(EntityKey key)
{
    private readonly Lock _gate = new();
    private volatile EntityRecord? _record;
    private volatile Dictionary<CacheScope, EntityRecord>? _scoped;
    private long _invalidatedAt;
    private bool _isDetached;

    public EntityKey Key { get; } = key;

    public long InvalidatedAt => Volatile.Read(ref _invalidatedAt);

    /// <summary>Set by readers, cleared by the eviction that passes by.</summary>
    public bool Visited { get; set; }

    /// <summary>Neighbours in the order of arrival; they belong to <see cref="SieveList"/>.</summary>
    public RecordSlot? Newer { get; set; }

    public RecordSlot? Older { get; set; }

    public bool IsListed { get; set; }

    /// <summary>Estimated bytes of all records here.</summary>
    public int Size { get; private set; }

    public EntityRecord? Record(CacheScope scope) =>
        scope.Name.Length == 0 ? _record : _scoped?.GetValueOrDefault(scope);

    /// <summary>Merges a patch in, unless it began before the last invalidation or the slot is no longer in the store.</summary>
    /// <param name="scope">Whose view it is.</param>
    /// <param name="patch">What a fetch brought.</param>
    /// <param name="floor">Below this sequence number nothing is valid.</param>
    /// <param name="growth">By how many bytes the slot grew.</param>
    public StoreOutcome Store(CacheScope scope, RecordPatch patch, long floor, out int growth)
    {
        lock (_gate)
        {
            growth = 0;
            if (_isDetached)
            {
                return StoreOutcome.Detached;
            }

            if (patch.Entries.Length == 0 || patch.Entries[0].Sequence < Math.Max(_invalidatedAt, floor))
            {
                return StoreOutcome.Refused;
            }

            var known = Record(scope);
            var record = known is null ? new EntityRecord(patch.Entries) : known.With(patch.Entries);
            SetUnderLock(scope, record);
            growth = record.Size - (known?.Size ?? 0);
            Size += growth;
            return StoreOutcome.Stored;
        }
    }

    /// <summary>Forgets every record. False if the slot is no longer in the store, so that another must be asked.</summary>
    public bool Invalidate(long sequence, out int freed)
    {
        lock (_gate)
        {
            freed = Size;
            Volatile.Write(ref _invalidatedAt, Math.Max(sequence, _invalidatedAt));
            _record = null;
            _scoped = null;
            Size = 0;
            return !_isDetached;
        }
    }

    /// <summary>Takes the slot out of use for good.</summary>
    public int Detach()
    {
        lock (_gate)
        {
            int freed = Size;
            _isDetached = true;
            _record = null;
            _scoped = null;
            Size = 0;
            return freed;
        }
    }

    private void SetUnderLock(CacheScope scope, EntityRecord record)
    {
        if (scope.Name.Length == 0)
        {
            _record = record;
        }
        else
        {
            _scoped = new Dictionary<CacheScope, EntityRecord>(_scoped ?? []) { [scope] = record };
        }
    }
}
