using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;

namespace Gateway.Caching.Tests.Memo;

/// <summary>A store whose table is invalidated with numbers of the test's choice, in any order, as where they come over the network.</summary>
internal sealed class NumberedStore : IRecordStore
{
    public RecordTable Table { get; } = new(1 << 20);

    public long Sequence => 0;

    public StoreStatus Status => new(StoreMode.Shared, RedisState.Up);

    public RunStart Begin() => new(0, long.MaxValue);

    public EntityRecord? Peek(CacheScope scope, EntityKey key) => Table.Peek(scope, key);

    public long InvalidatedAt(EntityKey key) => Table.InvalidatedAt(key);

    public long RemovedAt(EntityKey key) => Table.RemovedAt(key);

    public CacheTag Tag(string name) => Table.Tag(name);

    public ValueTask<IReadOnlyDictionary<EntityKey, EntityRecord>> ReadAsync(
        CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<RecordClaims> ClaimAsync(CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask ReleaseAsync(CacheScope scope, IReadOnlyCollection<EntityKey> keys) => throw new NotSupportedException();

    public ValueTask StoreAsync(CacheScope scope, IReadOnlyCollection<RecordPatch> patches, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<bool> InvalidateAsync(Caching.Invalidation.Invalidation invalidation, CancellationToken cancel) => throw new NotSupportedException();
}
