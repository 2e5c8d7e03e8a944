using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Testing;
using static Gateway.Caching.Tests.Storing.RedisStores;

namespace Gateway.Caching.Tests.Storing;

public sealed class RedisEpochIntegrationTests : IAsyncDisposable
{
    private static readonly EntityKey Issue = new("Issue", "1");

    private readonly RedisStores _stores = new();

    private static CancellationToken Cancel => RedisStores.Cancel;

    [Fact]
    public async Task All_who_come_at_once_join_one_epoch()
    {
        var server = await _stores.Redis.StartAsync();
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _stores.OpenAsync($"{i}", server)));

        var states = await Task.WhenAll(stores.Select(store => JoinAsync(store)));

        Assert.Single(states.Select(state => state.Position).Distinct());
        Assert.True(KeySpace.IsEpoch(states[0].Position.Epoch));
    }

    [Fact]
    public async Task Who_joins_learns_what_was_invalidated()
    {
        var (server, store, epoch) = await StartAsync();
        await store.AdvanceAsync(epoch, new([], [new("Issue", "{x}")], ["a:b", "\ud83d"], false), Cancel);
        await store.AdvanceAsync(epoch, new([], [], [], true) { Types = ["User"] }, Cancel);

        var state = await JoinAsync(await _stores.OpenAsync("b", server));

        Assert.Equal((new SharedPosition(epoch, 2), 2, 0), (state.Position, state.Everything, state.RemovedFloor));
        Assert.Equal([("User", 2), ("a:b", 1), ("\ud83d", 1)], state.Tags.Select(tag => (tag.Key, tag.Value)).OrderBy(tag => tag.Key, StringComparer.Ordinal));
        Assert.Equal([new("User", 2)], state.Types);
        Assert.Equal([new(new("Issue", "{x}"), 1)], state.Removed);
    }

    [Fact]
    public async Task Removals_beyond_the_limit_raise_the_floor()
    {
        var (_, store, epoch) = await StartAsync();
        await store.AdvanceAsync(epoch, new([], Issues(6_000), [], false), Cancel);
        await store.AdvanceAsync(epoch, new([], [.. Issues(5_000).Select(key => key with { Type = "User" })], [], false), Cancel);

        var trimmed = await JoinAsync(store);
        await store.AdvanceAsync(epoch, new([], Issues(10_001), [], false), Cancel);
        var cut = await JoinAsync(store);

        Assert.Equal((10_000, 1), (trimmed.Removed.Count, trimmed.RemovedFloor));
        Assert.Equal((10_000, 3), (cut.Removed.Count, cut.RemovedFloor));
    }

    [Fact]
    public async Task An_emptied_redis_begins_a_new_epoch()
    {
        var (server, store, epoch) = await StartAsync();
        await server.RunAsync("FLUSHALL");

        var poll = await store.PollAsync(Cancel);
        var advance = await store.AdvanceAsync(epoch, Caching.Invalidation.Invalidation.Of(Issue), Cancel);
        var state = await JoinAsync(store, new SharedPosition(epoch, 0));

        Assert.Equal((SharedPosition.Unknown, SharedPosition.Unknown), (poll, advance));
        Assert.NotEqual(epoch, state.Position.Epoch);
        Assert.Equal(state.Position, await store.PollAsync(Cancel));
    }

    [Fact]
    public async Task Older_data_after_a_restart_count_for_nobody()
    {
        var (server, store, epoch) = await StartAsync();
        await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 1, 0)], Cancel);
        server.Remember();
        await InvalidateAsync(store, epoch, Issue);

        await server.RestartAsRememberedAsync();
        string held = await server.RunAsync("EXISTS", _stores.Keys.RecordOf(epoch, Issue, CacheScope.Service));
        int looks = 0;
        await UntilAsync(
            async () =>
            {
                Assert.Null(await ValueAsync(store, epoch, Issue));
                Assert.True(await store.AdvanceAsync(epoch, Caching.Invalidation.Invalidation.Of(Issue), Cancel) is null or { Epoch: "" });
                return await store.PollAsync(Cancel) == SharedPosition.Unknown && ++looks > 20;
            },
            "Redis answers and is not trusted");
        var state = await JoinAsync(store);

        Assert.Equal("1", held);
        Assert.NotEqual(epoch, state.Position.Epoch);
        Assert.Empty(await ValuesAsync(store, state.Position.Epoch, Issue));
    }

    [Fact]
    public async Task A_connection_that_was_lost_asks_for_a_look_and_costs_no_epoch()
    {
        var (server, store, epoch) = await StartAsync();
        await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 1, 0)], Cancel);

        await server.RunAsync("CLIENT", "KILL", "TYPE", "normal");
        await UntilAsync(async () => await store.PollAsync(Cancel) == SharedPosition.Unknown, "it is back and not trusted");
        long? before = await ValueAsync(store, epoch, Issue);
        var state = await JoinAsync(store, new SharedPosition(epoch, 0));

        Assert.Null(before);
        Assert.Equal((epoch, 1L), (state.Position.Epoch, await ValueAsync(store, epoch, Issue)));
    }

    [Fact]
    public async Task A_number_that_went_backwards_begins_a_new_epoch_for_who_has_seen_it()
    {
        var (server, store, epoch) = await StartAsync();
        var seen = await InvalidateAsync(store, epoch, Issue);
        await server.RunAsync("HSET", _stores.Keys.Sequence, "n", "0");

        var ignorant = await JoinAsync(store);
        var aware = await JoinAsync(store, seen);

        Assert.Equal(epoch, ignorant.Position.Epoch);
        Assert.NotEqual(epoch, aware.Position.Epoch);
        Assert.Empty((await store.ReadAsync(epoch, CacheScope.Service, Reads(Issue), Cancel))!.Records);
    }

    [Fact]
    public async Task A_full_redis_can_be_joined_and_read()
    {
        var (server, store, epoch) = await StartAsync();
        await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 1, 0)], Cancel);
        await server.RunAsync("CONFIG", "SET", "maxmemory", "1");

        var another = await _stores.OpenAsync("b", server);
        var state = await JoinAsync(another);

        Assert.Equal(epoch, state.Position.Epoch);
        Assert.Equal(1, await ValueAsync(another, epoch, Issue));
        Assert.False(await another.MarkAsync(state.Position, [Issue], Cancel));
    }

    [Fact]
    public async Task A_cluster_serves_all_slots_and_goes_on_without_one_of_its_masters()
    {
        var nodes = await _stores.Redis.StartClusterAsync(requireFullCoverage: false);
        var store = await _stores.OpenAsync("a", nodes);
        string epoch = (await JoinAsync(store)).Position.Epoch;
        var issues = Issues(60);
        await InvalidateAsync(store, epoch, issues);
        int? stored = await store.FillAsync(epoch, CacheScope.Service, () => [.. issues.Select(issue => Fill(issue, 1, 1))], Cancel);
        var all = await ValuesAsync(store, epoch, issues);
        var claimed = await store.ClaimAsync(epoch, CacheScope.Service, Reads(Issues(70)), Cancel);

        var sequence = await OwnerAsync(nodes, _stores.Keys.Sequence);
        await nodes.First(node => node != sequence).KillAsync();
        Dictionary<EntityKey, long?> rest = [];
        await UntilAsync(async () => (rest = await ValuesAsync(store, epoch, issues)).Count is > 0 and < 60, "the others are read");
        bool isMarked = await store.MarkAsync(new SharedPosition(epoch, 1), issues, Cancel);
        bool isRestMarked = await store.MarkAsync(new SharedPosition(epoch, 1), [.. rest.Keys], Cancel);

        Assert.Equal((60, 60, 60), (stored, all.Count, claimed!.Records.Count));
        Assert.Equal((false, true), (isMarked, isRestMarked));
        Assert.Equal(epoch, (await JoinAsync(await _stores.OpenAsync("b", nodes.Where(node => node != sequence).Prepend(sequence)))).Position.Epoch);
    }

    [Fact]
    public async Task In_a_cluster_records_are_never_older_than_the_position_they_come_with()
    {
        var nodes = await _stores.Redis.StartClusterAsync(requireFullCoverage: true);
        var (store, another) = (await _stores.OpenAsync("a", nodes), await _stores.OpenAsync("b", nodes));
        string epoch = (await JoinAsync(store)).Position.Epoch;
        await JoinAsync(another);
        await store.FillAsync(epoch, CacheScope.Service, () => [Fill(Issue, 1, 0)], Cancel);
        await store.AdvanceAsync(epoch, Caching.Invalidation.Invalidation.Of(), Cancel);
        var owner = await OwnerAsync(nodes, _stores.Keys.MarkOf(epoch, Issue));
        await owner.ResetCallsAsync();

        await ValuesAsync(another, epoch, Issue);
        long first = (await owner.CallsAsync())["get"];
        await ValuesAsync(another, epoch, Issue);
        long second = (await owner.CallsAsync())["get"];

        Assert.Equal((2, 3), (first, second));
    }

    public ValueTask DisposeAsync() => _stores.DisposeAsync();

    private async Task<(RedisServer Server, RedisRecordStore Store, string Epoch)> StartAsync()
    {
        var server = await _stores.Redis.StartAsync();
        var store = await _stores.OpenAsync("a", server);
        return (server, store, (await JoinAsync(store)).Position.Epoch);
    }

    private static async Task<RedisServer> OwnerAsync(IReadOnlyList<RedisServer> nodes, string key)
    {
        foreach (var node in nodes)
        {
            if (!(await node.RunAsync("EXISTS", key)).StartsWith("MOVED", StringComparison.Ordinal))
            {
                return node;
            }
        }

        throw new InvalidOperationException("No node has the slot.");
    }
}
