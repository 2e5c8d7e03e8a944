using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;

namespace Gateway.Tests;

/// <summary>A store that keeps nothing and says of itself what the test wants. Safe to change while a gateway uses it.</summary>
internal sealed class FakeStore(StoreMode mode, RedisState? redis) : IRecordStore
{
    private readonly Lock _lock = new();
    private StoreStatus _status = new(mode, redis);
    private volatile bool _isSure = true;

    /// <summary>What an invalidation ends with.</summary>
    public bool IsSure
    {
        get => _isSure;
        set => _isSure = value;
    }

    public StoreStatus Status
    {
        get
        {
            lock (_lock)
            {
                return _status;
            }
        }

        set
        {
            lock (_lock)
            {
                _status = value;
            }
        }
    }

    public long Sequence => 0;

    public RunStart Begin() => new(0, long.MaxValue);

    public EntityRecord? Peek(CacheScope scope, EntityKey key) => null;

    public ValueTask<IReadOnlyDictionary<EntityKey, EntityRecord>> ReadAsync(
        CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel) =>
        throw new NotSupportedException("No test asks for records of this store.");

    public ValueTask<RecordClaims> ClaimAsync(CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel) =>
        throw new NotSupportedException("No test asks for records of this store.");

    public ValueTask ReleaseAsync(CacheScope scope, IReadOnlyCollection<EntityKey> keys) => ValueTask.CompletedTask;

    public ValueTask StoreAsync(CacheScope scope, IReadOnlyCollection<RecordPatch> patches, CancellationToken cancel) => ValueTask.CompletedTask;

    public ValueTask<bool> InvalidateAsync(Invalidation invalidation, CancellationToken cancel) => ValueTask.FromResult(IsSure);

    public long InvalidatedAt(EntityKey key) => 0;

    public long RemovedAt(EntityKey key) => 0;

    public CacheTag Tag(string name) => new(name);
}
