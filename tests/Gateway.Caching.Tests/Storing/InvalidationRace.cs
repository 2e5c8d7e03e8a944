using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Caching.Tests.Records;
using Forget = Gateway.Caching.Invalidation.Invalidation;

namespace Gateway.Caching.Tests.Storing;

/// <summary>Workers that change, invalidate, fetch, store and read the same few entities, and check every read.</summary>
/// <remarks>
/// The oracle: an entity's truth is a counter. A change counts up, invalidates, and only then raises what readers must see at
/// least. A fetch notes the sequence, reads the truth and may wait long before it stores.
/// </remarks>
internal sealed class InvalidationRace
{
    private readonly EntityKey[] _keys;
    private readonly long[] _truth;
    private readonly long[] _least;
    private readonly int _everythingEvery;
    private long _shown;

    public InvalidationRace(MemoryRecordStore store, int keyCount, int everythingEvery)
    {
        Store = store;
        _keys = [.. Enumerable.Range(0, keyCount).Select(i => new EntityKey("Issue", $"{i}"))];
        _truth = new long[keyCount];
        _least = new long[keyCount];
        _everythingEvery = everythingEvery;
    }

    public MemoryRecordStore Store { get; }

    /// <summary>The first wrong read; null if there was none.</summary>
    public string? Fault { get; private set; }

    public long Shown => Interlocked.Read(ref _shown);

    public async Task RunAsync(int seed, int steps, CancellationToken cancel)
    {
        var random = new Random(seed);
        var fetches = new Queue<(int Id, long Truth, long Began)>();
        for (int step = 0; step < steps && Fault is null; step++)
        {
            int id = random.Next(_keys.Length);
            switch (random.Next(8))
            {
                case 0:
                    await ChangeAsync(id, cancel);
                    break;
                case < 4:
                    long began = Store.Sequence;
                    fetches.Enqueue((id, Interlocked.Read(ref _truth[id]), began));
                    if (fetches.Count > random.Next(4))
                    {
                        var fetch = fetches.Dequeue();
                        var patch = Entries.Patch(_keys[fetch.Id], fetch.Truth, fetch.Began, random.Next(50_000));
                        await Store.StoreAsync(CacheScope.Service, [patch], cancel);
                    }

                    break;
                default:
                    Read(id);
                    break;
            }

            if (_everythingEvery > 0 && random.Next(_everythingEvery) < 100)
            {
                await ForgetAllAsync(cancel);
            }
        }
    }

    private async Task ChangeAsync(int id, CancellationToken cancel)
    {
        long truth = Interlocked.Increment(ref _truth[id]);
        await Store.InvalidateAsync(Forget.Of(_keys[id]), cancel);
        Raise(id, truth);
    }

    private async Task ForgetAllAsync(CancellationToken cancel)
    {
        long[] truths = [.. _truth.Select((_, id) => Interlocked.Increment(ref _truth[id]))];
        await Store.InvalidateAsync(Forget.All, cancel);
        for (int id = 0; id < truths.Length; id++)
        {
            Raise(id, truths[id]);
        }
    }

    private void Read(int id)
    {
        long least = Interlocked.Read(ref _least[id]);
        if (Store.Peek(CacheScope.Service, _keys[id]).Number(Entries.A) is not { } shown)
        {
            return;
        }

        Interlocked.Increment(ref _shown);
        if (shown < least)
        {
            Fault = $"{_keys[id]} shows {shown} after {least} was announced";
        }
    }

    private void Raise(int id, long truth)
    {
        long seen = Interlocked.Read(ref _least[id]);
        while (truth > seen)
        {
            long before = Interlocked.CompareExchange(ref _least[id], truth, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
