using System.Collections.Concurrent;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;

namespace Gateway.Stitching.Tests.Mutations;

/// <summary>A store in memory that remembers what it was told to forget, and fails to where the test says so.</summary>
internal sealed class MarkingStore : IRecordStore
{
    private readonly MemoryRecordStore _store = new(1 << 20);

    /// <summary>Each invalidation as <c>Type:id … tags Type …</c>.</summary>
    public ConcurrentQueue<string> Marked { get; } = new();

    /// <summary>What invalidations end with, in their order; then with true.</summary>
    public ConcurrentQueue<bool> Outcomes { get; init; } = new();

    /// <summary>What they wait for; null for nothing.</summary>
    public TaskCompletionSource<bool>? Gate { get; init; }

    /// <summary>Whether giving back claims throws. Default no.</summary>
    public bool KeepsClaims { get; init; }

    /// <summary>Ends with the first invalidation.</summary>
    public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Sequence => _store.Sequence;

    public StoreStatus Status => _store.Status;

    public RunStart Begin() => _store.Begin();

    public EntityRecord? Peek(CacheScope scope, EntityKey key) => _store.Peek(scope, key);

    public ValueTask<IReadOnlyDictionary<EntityKey, EntityRecord>> ReadAsync(
        CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel) => _store.ReadAsync(scope, reads, cancel);

    public ValueTask<RecordClaims> ClaimAsync(CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel) =>
        _store.ClaimAsync(scope, reads, cancel);

    public ValueTask ReleaseAsync(CacheScope scope, IReadOnlyCollection<EntityKey> keys) =>
        KeepsClaims ? throw new InvalidOperationException("Nothing is given back.") : _store.ReleaseAsync(scope, keys);

    public ValueTask StoreAsync(CacheScope scope, IReadOnlyCollection<RecordPatch> patches, CancellationToken cancel) =>
        _store.StoreAsync(scope, patches, cancel);

    public async ValueTask<bool> InvalidateAsync(Invalidation invalidation, CancellationToken cancel)
    {
        Marked.Enqueue($"{string.Join(' ', invalidation.Entities)} tags {string.Join(' ', invalidation.Tags)}");
        Reached.TrySetResult();
        await _store.InvalidateAsync(invalidation, cancel);
        bool outcome = !Outcomes.TryDequeue(out bool given) || given;
        return Gate is null ? outcome : await Gate.Task;
    }

    public long InvalidatedAt(EntityKey key) => _store.InvalidatedAt(key);

    public long RemovedAt(EntityKey key) => _store.RemovedAt(key);

    public CacheTag Tag(string name) => _store.Tag(name);
}
