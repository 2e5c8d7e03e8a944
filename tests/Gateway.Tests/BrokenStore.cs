using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;

namespace Gateway.Tests;

/// <summary>A store with a bug: whatever it is asked for ends in an exception.</summary>
internal sealed class BrokenStore : IRecordStore
{
    public long Sequence => 0;

    public StoreStatus Status => new(StoreMode.Memory, null);

    public RunStart Begin() => new(0, long.MaxValue);

    public EntityRecord? Peek(CacheScope scope, EntityKey key) => throw new InvalidOperationException("our own business");

    public ValueTask<IReadOnlyDictionary<EntityKey, EntityRecord>> ReadAsync(
        CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel) => throw new InvalidOperationException("our own business");

    public ValueTask<RecordClaims> ClaimAsync(CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel) =>
        throw new InvalidOperationException("our own business");

    public ValueTask ReleaseAsync(CacheScope scope, IReadOnlyCollection<EntityKey> keys) => throw new InvalidOperationException("our own business");

    public ValueTask StoreAsync(CacheScope scope, IReadOnlyCollection<RecordPatch> patches, CancellationToken cancel) =>
        throw new InvalidOperationException("our own business");

    public ValueTask<bool> InvalidateAsync(Caching.Invalidation.Invalidation invalidation, CancellationToken cancel) =>
        throw new InvalidOperationException("our own business");

    public long InvalidatedAt(EntityKey key) => 0;

    public long RemovedAt(EntityKey key) => 0;

    public CacheTag Tag(string name) => new(name);
}
