using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Caching.Tests.Records;
using Forget = Gateway.Caching.Invalidation.Invalidation;

namespace Gateway.Caching.Tests.Storing;

public class MemoryRecordStorePropertyTests
{
    private const int Capacity = 1 << 20;
    private const int KeyCount = 40;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Shows_what_a_simple_model_allows_after_any_order_of_steps(int seed)
    {
        var random = new Random(seed);
        var store = new MemoryRecordStore(Capacity);
        long[] invalidatedAt = new long[KeyCount];
        var fetches = new List<(int Key, long Began)>();
        for (int step = 0; step < 30_000; step++)
        {
            int id = random.Next(KeyCount);
            switch (random.Next(10))
            {
                case < 3:
                    fetches.Add((id, store.Sequence));
                    break;
                case < 6 when fetches.Count > 0:
                    int chosen = random.Next(fetches.Count);
                    var fetch = fetches[chosen];
                    fetches.RemoveAt(chosen);
                    await store.StoreAsync(CacheScope.Service, [Entries.Patch(Key(fetch.Key), fetch.Began, fetch.Began, random.Next(60_000))], Cancel);
                    break;
                case 6:
                    await store.InvalidateAsync(Forget.Of(Key(id)), Cancel);
                    invalidatedAt[id] = store.Sequence;
                    break;
                case 7 when random.Next(50) == 0:
                    await store.InvalidateAsync(Forget.All, Cancel);
                    Array.Fill(invalidatedAt, store.Sequence);
                    break;
                default:
                    long? began = store.Peek(CacheScope.Service, Key(id)).Number(Entries.A);
                    Assert.True(began is null || began >= invalidatedAt[id], $"Seed {seed}, step {step}: a value from {began} after {invalidatedAt[id]}");
                    Assert.True(store.InvalidatedAt(Key(id)) >= invalidatedAt[id], $"Seed {seed}, step {step}: the mark of {id} is lost");
                    break;
            }

            Assert.InRange(store.Bytes, 0, Capacity * 11 / 10);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300_000)]
    public async Task No_thread_is_shown_what_was_fetched_before_an_invalidation_that_has_ended(int everythingEvery)
    {
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        var race = new InvalidationRace(new MemoryRecordStore(Capacity), KeyCount, everythingEvery);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => Task.Run(() => race.RunAsync(seed + worker, 40_000, Cancel), Cancel)));

        Assert.True(race.Fault is null, $"Seed {seed}: {race.Fault}");
        Assert.True(race.Shown > 0, $"Seed {seed}: nothing was shown");
        Assert.InRange(race.Store.Bytes, 0, Capacity * 11 / 10);
    }

    [Fact]
    public async Task No_mark_is_lost_while_slots_are_evicted()
    {
        var store = new MemoryRecordStore(Capacity);
        using var done = new CancellationTokenSource();
        long announced = 0;
        long lost = 0;
        var evictors = Enumerable.Range(0, 2).Select(worker => Task.Run(
            async () =>
            {
                for (int i = 0; !done.IsCancellationRequested; i++)
                {
                    await store.StoreAsync(CacheScope.Service, [Entries.Patch(new EntityKey("Filler", $"{worker}:{i}"), 1, store.Sequence, 60_000)], Cancel);
                    long sequence = Interlocked.Read(ref announced);
                    Interlocked.Add(ref lost, store.InvalidatedAt(Key((int)(sequence % 3))) < sequence ? 1 : 0);
                }
            },
            Cancel)).ToArray();

        for (int i = 1; i <= 300_000; i++)
        {
            await store.InvalidateAsync(Forget.Of(Key(i % 3)), Cancel);
            Interlocked.Add(ref lost, store.InvalidatedAt(Key(i % 3)) < i ? 1 : 0);
            Interlocked.Exchange(ref announced, i);
        }

        await done.CancelAsync();
        await Task.WhenAll(evictors);

        Assert.Equal(0, lost);
        Assert.Equal(300_000, store.Sequence);
    }

    [Fact]
    public async Task Stays_within_a_tenth_of_its_capacity_under_random_load()
    {
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        var store = new MemoryRecordStore(4 * Capacity);
        long most = 0;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(
            async () =>
            {
                var random = new Random(seed + worker);
                for (int i = 0; i < 10_000; i++)
                {
                    var key = new EntityKey("Issue", $"{random.Next(20_000)}");
                    var scope = random.Next(4) == 0 ? new CacheScope($"{random.Next(3)}") : CacheScope.Service;
                    await store.StoreAsync(scope, [Entries.Patch(key, i, store.Sequence, random.Next(4_000))], Cancel);
                    if (random.Next(10) == 0)
                    {
                        await store.InvalidateAsync(Forget.Of(key), Cancel);
                    }

                    InterlockedMax(ref most, store.Bytes);
                }
            },
            Cancel)));

        Assert.InRange(most, 4 * Capacity * 9 / 10, 4 * Capacity * 11 / 10);
        Assert.InRange(store.Bytes, 4 * Capacity * 9 / 10, 4 * Capacity);
    }

    private static EntityKey Key(int id) => new("Issue", $"{id}");

    private static void InterlockedMax(ref long most, long value)
    {
        long seen = Interlocked.Read(ref most);
        while (value > seen)
        {
            long before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
