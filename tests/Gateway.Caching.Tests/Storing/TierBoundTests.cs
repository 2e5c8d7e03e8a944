using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Forget = Gateway.Caching.Invalidation.Invalidation;

namespace Gateway.Caching.Tests.Storing;

[Collection(nameof(OneAtATime))]
public class TierBoundTests
{
    private const long Bound = 16 << 20;
    private const int Entities = 20_000;

    private static readonly TimeSpan Load = TimeSpan.FromSeconds(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Under_random_load_it_fills_its_room_and_keeps_to_it()
    {
        var store = new MemoryRecordStore(Bound);
        long begun = TimeProvider.System.GetTimestamp();
        long most = 0;
        long least = long.MaxValue;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            bool isWarm = false;
            while (TimeProvider.System.GetElapsedTime(begun) < Load)
            {
                await StepAsync(store, random);
                long bytes = store.Bytes;
                InterlockedMax(ref most, bytes);
                isWarm |= bytes > Bound * 0.95;
                if (isWarm)
                {
                    InterlockedMax(ref least, bytes, isLeast: true);
                }
            }
        })));

        TestContext.Current.TestOutputHelper?.WriteLine($"from {least} to {most} of {Bound}");
        Assert.InRange(most, Bound * 9 / 10, Bound * 11 / 10);
        Assert.InRange(least, Bound * 9 / 10, Bound);
    }

    // What it claims is what the process pays, give or take a quarter: shared strings and arrays make exactness impossible.
    [Fact]
    public async Task What_it_says_it_takes_is_about_what_is_alive()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var store = new MemoryRecordStore(Bound);
        var random = new Random(1);
        for (int i = 0; i < 40_000; i++)
        {
            await StoreAsync(store, random);
        }

        long alive = GC.GetTotalMemory(forceFullCollection: true) - before;
        long claimed = store.Bytes;
        GC.KeepAlive(store);

        TestContext.Current.TestOutputHelper?.WriteLine($"claimed {claimed}, alive {alive}");
        Assert.InRange(alive, claimed * 3 / 4, claimed * 5 / 4);
    }

    private static async Task StepAsync(MemoryRecordStore store, Random random)
    {
        switch (random.Next(100))
        {
            case < 1:
                await store.InvalidateAsync(Forget.Of(Key(random)), Cancel);
                break;
            case < 30:
                await StoreAsync(store, random);
                break;
            default:
                store.Peek(CacheScope.Service, Key(random));
                break;
        }
    }

    // As entities are: some twenty fields, of which now and then one is long.
    private static async Task StoreAsync(MemoryRecordStore store, Random random)
    {
        long sequence = store.Sequence;
        var entries = new RecordEntry[random.Next(1, 30)];
        for (int i = 0; i < entries.Length; i++)
        {
            byte[] json = new byte[random.Next(20) == 0 ? random.Next(4000) : random.Next(60)];
            entries[i] = new RecordEntry(Fields[i], FieldValue.OfLeaf(json, 0, json.Length), sequence, 0);
        }

        // A name of its own, as the reader of an answer makes it.
        await store.StoreAsync(CacheScope.Service, [new RecordPatch(Key(random), entries)], Cancel);
    }

    private static readonly FieldKey[] Fields = [.. Enumerable.Range(0, 30).Select(i => new FieldKey($"field{i}"))];

    private static EntityKey Key(Random random) => new("Issue", new Guid(random.Next(Entities), 1, 2, [3, 4, 5, 6, 7, 8, 9, 10]).ToString());

    private static void InterlockedMax(ref long known, long value, bool isLeast = false)
    {
        long seen = Volatile.Read(ref known);
        while (isLeast ? value < seen : value > seen)
        {
            long current = Interlocked.CompareExchange(ref known, value, seen);
            if (current == seen)
            {
                return;
            }

            seen = current;
        }
    }
}
