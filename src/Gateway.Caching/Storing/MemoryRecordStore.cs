using System.Collections.Frozen;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Caching.Storing;

/// <summary>Records in the memory of this process alone.</summary>
public sealed class MemoryRecordStore : IRecordStore
{
    private readonly RecordTable _table;
    private readonly Lock _invalidation = new();
    private long _sequence;

    /// <param name="capacity">Most bytes of records kept; at least 1 MiB.</param>
    public MemoryRecordStore(long capacity) => _table = new RecordTable(capacity);

    public long Sequence => Volatile.Read(ref _sequence);

    public StoreStatus Status => new(StoreMode.Memory, null);

    /// <summary>Estimated bytes in use.</summary>
    public long Bytes => _table.Bytes;

    public long LocalBytes => _table.Bytes;

    /// <summary>How many patches were not kept because something was invalidated after their fetch began.</summary>
    public long Refused => _table.Refused;

    public RunStart Begin() => new(Sequence, long.MaxValue, _table.Floors);

    public EntityRecord? Peek(CacheScope scope, EntityKey key) => _table.Peek(scope, key);

    public IReadOnlyCollection<EntityKey> Draw(CacheScope scope, int draws) => _table.Draw(scope, draws);

    public ValueTask<IReadOnlyDictionary<EntityKey, EntityRecord>> ReadAsync(
        CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyDictionary<EntityKey, EntityRecord>>(FrozenDictionary<EntityKey, EntityRecord>.Empty);

    public ValueTask<RecordClaims> ClaimAsync(CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel) =>
        ValueTask.FromResult(RecordClaims.Granted);

    public ValueTask ReleaseAsync(CacheScope scope, IReadOnlyCollection<EntityKey> keys) => ValueTask.CompletedTask;

    public ValueTask StoreAsync(CacheScope scope, IReadOnlyCollection<RecordPatch> patches, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(patches);
        _table.Store(scope, patches);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> InvalidateAsync(Invalidation.Invalidation invalidation, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(invalidation);
        lock (_invalidation)
        {
            long sequence = _sequence + 1;
            _table.Apply(invalidation, sequence);

            // Last: a fetch that begins before this line stamps too low a number, which is the safe side.
            Volatile.Write(ref _sequence, sequence);
        }

        return ValueTask.FromResult(true);
    }

    public long InvalidatedAt(EntityKey key) => _table.InvalidatedAt(key);

    public long RemovedAt(EntityKey key) => _table.RemovedAt(key);

    public CacheTag Tag(string name) => _table.Tag(name);
}
