using System.Globalization;
using Gateway.Caching.Documents;
using Gateway.Caching.Keys;
using Gateway.Caching.Tests.Storing;
using Gateway.Testing;
using static Gateway.Caching.Tests.Documents.Texts;

namespace Gateway.Caching.Tests.Documents;

public sealed class SharedDocumentStoreIntegrationTests : IAsyncDisposable
{
    private const int Length = 100;

    private static readonly DocumentStoreOptions Options = new() { Life = TimeSpan.FromHours(4), SharedBytesPerDay = 100_000 };
    private static readonly KeySpace Keys = new("staging/");
    private static readonly DocumentHash Hash = HashOf(1, Length);
    private static readonly byte[] Text = Of(1, Length);
    private static readonly string Key = Keys.DocumentOf(Hash);

    private readonly RedisStores _stores = new();
    private readonly ManualTime _time = new();

    private static CancellationToken Cancel => RedisStores.Cancel;

    [Fact]
    public async Task What_one_process_keeps_another_finds()
    {
        var server = await _stores.Redis.StartAsync();
        var (one, other) = (await OpenAsync(server), await OpenAsync(server));

        await one.StoreAsync(Hash, Text, Cancel);

        Assert.Equal(Text, (await other.FindAsync(Hash, Cancel))?.ToArray());
        Assert.Null(await other.FindAsync(HashOf(2, Length), Cancel));
        Assert.InRange(await LifeAsync(server), 14_390, 14_400);
    }

    [Fact]
    public async Task A_wrong_hash_keeps_nothing()
    {
        var server = await _stores.Redis.StartAsync();
        var store = await OpenAsync(server);

        await Assert.ThrowsAsync<ArgumentException>(async () => await store.StoreAsync(Hash, Of(2, Length), Cancel));

        Assert.Equal("0", await server.RunAsync("EXISTS", Key));
        Assert.Null(await store.FindAsync(Hash, Cancel));
    }

    [Theory]
    [InlineData("SET", "{ forged }")]
    [InlineData("SET", "")]
    [InlineData("RPUSH", "a list")]
    public async Task What_is_not_of_its_hash_counts_as_not_there_and_is_replaced(string command, string forged)
    {
        var server = await _stores.Redis.StartAsync();
        var (one, other) = (await OpenAsync(server), await OpenAsync(server));
        await server.RunAsync(command, Key, forged);

        var before = await one.FindAsync(Hash, Cancel);
        await one.StoreAsync(Hash, Text, Cancel);

        Assert.Null(before);
        Assert.Equal(Text, (await other.FindAsync(Hash, Cancel))?.ToArray());
    }

    [Fact]
    public async Task Of_what_is_too_long_no_more_is_read_than_shows_that_it_is()
    {
        var server = await _stores.Redis.StartAsync();
        var (one, small) = (await OpenAsync(server), await OpenAsync(server, capacity: 65_536));
        var hash = HashOf(1, 40_000);
        await one.StoreAsync(hash, Of(1, 40_000), Cancel);

        var found = await small.FindAsync(hash, Cancel);
        await small.StoreAsync(hash, Of(1, 40_000), Cancel);

        Assert.Null(found);
        Assert.NotNull(await one.FindAsync(hash, Cancel));
    }

    [Fact]
    public async Task Without_redis_the_memory_goes_on_and_once_it_is_back_others_find_what_is_asked_for()
    {
        var server = await _stores.Redis.StartAsync();
        var one = await OpenAsync(server);
        await one.StoreAsync(Hash, Text, Cancel);
        await server.KillAsync();

        await one.StoreAsync(HashOf(2, Length), Of(2, Length), Cancel);
        var (kept, brought, unknown) = (
            await one.FindAsync(Hash, Cancel), await one.FindAsync(HashOf(2, Length), Cancel), await one.FindAsync(HashOf(3, Length), Cancel));
        await server.RestartAsync(keepData: false);
        var other = await OpenAsync(server);

        Assert.Equal((true, true, false), (kept.HasValue, brought.HasValue, unknown.HasValue));
        await RedisStores.UntilAsync(
            async () =>
            {
                _time.Advance(TimeSpan.FromSeconds(11));
                await one.FindAsync(HashOf(2, Length), Cancel);
                return await other.FindAsync(HashOf(2, Length), Cancel) is not null;
            },
            "the other finds it");
    }

    [Fact]
    public async Task Reading_makes_it_live_longer_and_is_told_to_redis_once_in_a_quarter_of_its_life()
    {
        var server = await _stores.Redis.StartAsync();
        var store = await OpenAsync(server);
        await store.StoreAsync(Hash, Text, Cancel);
        await server.RunAsync("EXPIRE", Key, "100");
        await server.ResetCallsAsync();

        await ReadOftenAsync(store);
        long early = await LifeAsync(server);
        _time.Advance(TimeSpan.FromHours(1));
        await ReadOftenAsync(store);
        await RedisStores.UntilAsync(async () => await LifeAsync(server) > 14_000, "it lives longer");

        Assert.InRange(early, 1, 100);
        var calls = await server.CallsAsync();
        Assert.Equal((1, 0), (calls.GetValueOrDefault("expire"), calls.GetValueOrDefault("getrange")));
    }

    [Fact]
    public async Task What_redis_has_lost_is_written_again_when_it_is_read()
    {
        var server = await _stores.Redis.StartAsync();
        var store = await OpenAsync(server);
        await store.StoreAsync(Hash, Text, Cancel);
        await server.RunAsync("DEL", Key);

        _time.Advance(TimeSpan.FromHours(1));
        await store.FindAsync(Hash, Cancel);

        await RedisStores.UntilAsync(async () => await server.RunAsync("EXISTS", Key) == "1", "it is there again");
        Assert.InRange(await LifeAsync(server), 14_000, 14_400);
    }

    [Fact]
    public async Task Bringing_it_again_and_again_writes_it_once_a_second()
    {
        var server = await _stores.Redis.StartAsync();
        var store = await OpenAsync(server);
        await using var monitor = await server.MonitorAsync();

        await BringOftenAsync(store);
        _time.Advance(TimeSpan.FromSeconds(1));
        await BringOftenAsync(store);

        var writes = (await monitor.CatchUpAsync()).Where(line => line.Contains(Hash.ToString(), StringComparison.Ordinal));
        Assert.Equal(2, writes.Count());
    }

    [Fact]
    public async Task A_flood_is_written_as_far_as_the_day_allows_and_what_was_written_before_stays_alive()
    {
        var server = await _stores.Redis.StartAsync();
        var (one, other) = (await OpenAsync(server), await OpenAsync(server));
        await one.StoreAsync(Hash, Text, Cancel);

        await FloodAsync(one, from: 2, count: 1000);
        long first = await CountAsync(server);
        await server.RunAsync("DEL", Key);
        _time.Advance(TimeSpan.FromHours(12));
        await one.StoreAsync(Hash, Text, Cancel);
        await FloodAsync(one, from: 2000, count: 1000);

        // 300 bytes each, with what a key costs.
        Assert.Equal(333, first);
        Assert.Equal(333 + 167, await CountAsync(server));
        Assert.NotNull(await one.FindAsync(HashOf(2999, Length), Cancel));
        Assert.NotNull(await other.FindAsync(Hash, Cancel));
        Assert.Equal(1000 - 332 + 1000 - 167, _stores.Counted["gateway.cache.documents withheld"]);
    }

    public ValueTask DisposeAsync() => _stores.DisposeAsync();

    private async Task<SharedDocumentStore> OpenAsync(RedisServer server, long capacity = 1 << 20) => new(
        new DocumentTable(capacity), await _stores.ConnectAsync(RedisStores.Options(server.Address)), Keys, Options, _time, _stores.Counted.Metrics);

    private static async Task FloodAsync(SharedDocumentStore store, int from, int count)
    {
        for (int i = from; i < from + count; i++)
        {
            await store.StoreAsync(HashOf(i, Length), Of(i, Length), Cancel);
        }
    }

    // But for the key by which connections see whether Redis takes writes.
    private static async Task<long> CountAsync(RedisServer server) =>
        long.Parse(await server.RunAsync("DBSIZE"), CultureInfo.InvariantCulture) - 1;

    private static async Task ReadOftenAsync(SharedDocumentStore store)
    {
        for (int i = 0; i < 100; i++)
        {
            Assert.NotNull(await store.FindAsync(Hash, Cancel));
        }
    }

    private static async Task BringOftenAsync(SharedDocumentStore store)
    {
        for (int i = 0; i < 100; i++)
        {
            await store.StoreAsync(Hash, Text, Cancel);
        }
    }

    private static async Task<long> LifeAsync(RedisServer server) =>
        long.Parse(await server.RunAsync("TTL", Key), CultureInfo.InvariantCulture);
}
