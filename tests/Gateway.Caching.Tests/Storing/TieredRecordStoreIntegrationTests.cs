using System.Diagnostics;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Caching.Tests.Records;
using Gateway.Testing;
using Forget = Gateway.Caching.Invalidation.Invalidation;

namespace Gateway.Caching.Tests.Storing;

public sealed class TieredRecordStoreIntegrationTests : IAsyncDisposable
{
    private static readonly EntityKey Issue = new("Issue", "1");
    private static readonly EntityKey Other = new("Issue", "2");

    private readonly RedisFixture _redis = new();
    private readonly List<SharingPod> _pods = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_fetches_all_have()
    {
        var (_, a, b) = await StartAsync();

        await a.StoreAsync(Issue, 1);

        Assert.Null(b.Store.Peek(CacheScope.Service, Issue));
        Assert.Equal(1, await b.ReadAsync(Issue));
        Assert.Equal(1, b.Store.Peek(CacheScope.Service, Issue).Number(Entries.A));
    }

    [Fact]
    public async Task What_one_invalidates_is_gone_everywhere()
    {
        var (_, a, b) = await StartAsync();
        await a.StoreAsync(Issue, 1);
        await b.ReadAsync(Issue);

        bool isDone = await a.ForgetAsync(Forget.Of(Issue));

        Assert.True(isDone);
        Assert.Equal((null, null), (await b.ReadAsync(Issue), await a.ReadAsync(Issue)));
    }

    [Fact]
    public async Task What_one_calls_stale_is_stale_to_all_and_nothing_is_forgotten()
    {
        var (_, a, b) = await StartAsync();
        await a.StoreAsync(Issue, 1);
        await b.ReadAsync(Issue);
        long began = b.Store.Sequence;
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + 1;

        bool isDone = await a.ForgetAsync(Forget.Of(Issue) with { StaleBefore = now });
        await b.StoreAsync(Other, 2, began);

        Assert.True(isDone);
        Assert.All([a, b], pod => Assert.Equal((true, false), (IsStale(pod, now - 1), IsStale(pod, now))));
        Assert.Equal((1, 1, 2), (await a.ReadAsync(Issue), await b.ReadAsync(Issue), await a.ReadAsync(Other)));
    }

    [Fact]
    public async Task A_fetch_that_began_before_an_invalidation_elsewhere_brings_nothing_back()
    {
        var (_, a, b) = await StartAsync();
        long began = b.Store.Sequence;
        await a.ForgetAsync(Forget.Of(Issue));

        await b.StoreAsync(Issue, 1, began);
        await b.UntilAsync(() => b.Store.InvalidatedAt(Issue) > began, "the invalidation is heard");

        Assert.Equal((null, null), (await a.ReadAsync(Issue), await b.ReadAsync(Issue)));
    }

    [Fact]
    public async Task A_fetch_that_begins_after_an_invalidation_is_kept_everywhere()
    {
        var (_, a, b) = await StartAsync();
        await a.ForgetAsync(Forget.Of(Issue));

        await a.StoreAsync(Issue, 2);

        Assert.Equal((2, 2), (await a.ReadAsync(Issue), await b.ReadAsync(Issue)));
    }

    [Fact]
    public async Task Who_joins_later_knows_what_was_invalidated_before()
    {
        var (server, a, _) = await StartAsync();
        var user = new EntityKey("User", "1");
        await a.ForgetAsync(new Forget([Issue], [Issue], ["Comment"], false));
        long marked = a.Store.Tag("Comment").InvalidatedAt;
        await a.StoreAsync(user, 1);
        await a.ForgetAsync(new Forget([], [], [], false) { Types = ["User"] });

        var late = await PodAsync(server.Address);
        long start = late.Store.Begin().Sequence;

        Assert.True(marked > 0);
        Assert.True(late.Store.Tag("Comment").InvalidatedAt > late.Store.Tag("Team").InvalidatedAt);
        Assert.True(late.Store.Tag("Comment").InvalidatedAt < start);
        Assert.True(late.Store.RemovedAt(Issue) > late.Store.RemovedAt(Other));
        Assert.Null(await late.ReadAsync(user));
    }

    [Fact]
    public async Task A_list_that_is_read_is_as_old_as_it_was_where_it_was_fetched()
    {
        var (server, a, _) = await StartAsync();
        await a.ForgetAsync(new Forget([], [], ["Issue"], false));
        await a.StoreAsync(Issue, 1);
        await a.ForgetAsync(new Forget([], [], ["Comment"], false));

        var late = await PodAsync(server.Address);
        await late.ReadAsync(Issue);
        late.Store.Peek(CacheScope.Service, Issue)!.TryGet(Entries.A, out var entry);

        Assert.True(entry.Sequence >= late.Store.Tag("Issue").InvalidatedAt);
        Assert.True(entry.Sequence < late.Store.Tag("Comment").InvalidatedAt);
    }

    [Fact]
    public async Task Everything_is_forgotten_everywhere()
    {
        var (server, a, b) = await StartAsync();
        await a.StoreAsync(Issue, 1);
        await b.ReadAsync(Issue);

        await b.ForgetAsync(Forget.All);
        await a.UntilAsync(() => a.Store.Peek(CacheScope.Service, Issue) is null, "it is heard");
        var late = await PodAsync(server.Address);

        Assert.Equal((null, null, null), (await a.ReadAsync(Issue), await b.ReadAsync(Issue), await late.ReadAsync(Issue)));
    }

    [Fact]
    public async Task Ones_own_invalidation_that_comes_back_by_the_channel_forgets_nothing_new()
    {
        var (_, a, _) = await StartAsync();
        await a.ForgetAsync(Forget.Of(Issue));
        await a.StoreAsync(Issue, 2);

        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Cancel);

        Assert.Equal(2, a.Store.Peek(CacheScope.Service, Issue).Number(Entries.A));
    }

    [Theory]
    [InlineData("FLUSHALL")]
    [InlineData("HINCRBY gw:1:{seq} n -1")]
    [InlineData("DEL gw:1:{seq}")]
    [InlineData("HSET gw:1:{seq} e elsewhere")]
    public async Task When_the_sequence_is_not_what_it_was_nothing_old_is_shown(string command)
    {
        var (server, a, b) = await StartAsync();
        await a.ForgetAsync(Forget.Of(Other));
        await a.StoreAsync(Issue, 1);
        await b.ReadAsync(Issue);
        long began = b.Store.Sequence;

        await server.RunAsync(command.Split(' '));
        await b.UntilAsync(() => b.Store.Sequence > began && b.IsShared, "it has joined anew");
        await a.UntilAsync(() => a.IsShared && a.Store.Peek(CacheScope.Service, Issue) is null, "it has joined anew");
        await b.StoreAsync(Other, 1, began);

        Assert.Equal((null, null), (await a.ReadAsync(Issue), await b.ReadAsync(Issue)));
        Assert.Equal((null, null), (await a.ReadAsync(Other), await b.ReadAsync(Other)));
        await a.StoreAsync(Issue, 2);
        Assert.Equal(2, await b.ReadAsync(Issue));
    }

    [Fact]
    public async Task A_number_that_nobody_hears_of_is_missed_in_less_than_a_second()
    {
        var (server, a, _) = await StartAsync();
        await a.StoreAsync(Issue, 1);
        long before = a.Store.Sequence;
        long start = Stopwatch.GetTimestamp();

        await server.RunAsync("HINCRBY", "gw:1:{seq}", "n", "1");
        await a.UntilAsync(() => a.Store.Begin().AgeLimit != long.MaxValue || a.Store.Peek(CacheScope.Service, Issue) is null, "it is missed");

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1.5));
        await a.UntilAsync(() => a.IsShared && a.Store.Sequence > before + 1, "it has joined anew");
        Assert.Equal(1, await a.ReadAsync(Issue));
    }

    [Fact]
    public async Task Silence_is_noticed_within_a_second_and_then_nothing_lives_for_longer()
    {
        var (server, a, _) = await StartAsync();
        await a.StoreAsync(Issue, 1);
        long start = Stopwatch.GetTimestamp();

        server.Pause();
        await a.UntilAsync(() => a.Store.Begin().AgeLimit != long.MaxValue, "the silence is noticed");
        var elapsed = Stopwatch.GetElapsedTime(start);

        Assert.InRange(elapsed, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1.2));
        Assert.Equal(1000, a.Store.Begin().AgeLimit);
        Assert.Null(a.Store.Peek(CacheScope.Service, Issue));
        Assert.False(await a.ForgetAsync(Forget.Of(Issue)));
        server.Resume();
        await a.UntilAsync(() => a.IsShared, "it is in step again");
        Assert.True(await a.ForgetAsync(Forget.Of(Issue)));
    }

    [Fact]
    public async Task On_its_own_it_keeps_what_it_fetches_and_forgets_what_it_is_told()
    {
        var server = await _redis.StartAsync();
        await server.KillAsync();
        var pod = await SharingPod.StartAsync(server.Address, isAwaited: false);
        _pods.Add(pod);
        long began = pod.Store.Sequence;
        await pod.StoreAsync(Issue, 1);
        long? kept = pod.Store.Peek(CacheScope.Service, Issue).Number(Entries.A);

        bool isDone = await pod.ForgetAsync(Forget.Of(Issue));
        await pod.StoreAsync(Issue, 1, began);

        Assert.Equal((1, false), (kept, isDone));
        Assert.Null(pod.Store.Peek(CacheScope.Service, Issue));
        Assert.Equal(new StoreStatus(StoreMode.Detached, RedisState.Down), pod.Store.Status);
        await server.RestartAsync(keepData: false);
        await pod.UntilAsync(() => pod.IsShared, "it is in step");
    }

    [Fact]
    public async Task One_claims_and_the_others_get_what_it_brings()
    {
        var (_, a, b) = await StartAsync();
        RecordRead[] reads = [new RecordRead(Issue, [Entries.A])];

        var mine = await a.Store.ClaimAsync(CacheScope.Service, reads, Cancel);
        var again = await a.Store.ClaimAsync(CacheScope.Service, reads, Cancel);
        var theirs = await b.Store.ClaimAsync(CacheScope.Service, reads, Cancel);
        await a.StoreAsync(Issue, 1);

        // Redis is not asked again at once.
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        var then = await b.Store.ClaimAsync(CacheScope.Service, reads, Cancel);

        Assert.Equal((0, 0), (mine.Held.Count, again.Held.Count));
        Assert.Equal([Issue], theirs.Held);
        Assert.Equal(1, then.Records[Issue].Number(Entries.A));
        Assert.Empty(then.Held);
    }

    [Fact]
    public async Task An_invalidation_ends_the_claim_of_a_fetch_that_it_dooms()
    {
        var (_, a, b) = await StartAsync();
        RecordRead[] reads = [new RecordRead(Issue, [Entries.A])];
        await a.Store.ClaimAsync(CacheScope.Service, reads, Cancel);
        var before = await b.Store.ClaimAsync(CacheScope.Service, reads, Cancel);

        await a.ForgetAsync(Forget.Of(Issue));
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);

        Assert.Equal([Issue], before.Held);
        Assert.Empty((await b.Store.ClaimAsync(CacheScope.Service, reads, Cancel)).Held);
    }

    [Fact]
    public async Task A_master_that_became_a_replica_is_not_believed_any_more()
    {
        var (server, a, _) = await StartAsync();
        await a.StoreAsync(Issue, 1);
        long start = Stopwatch.GetTimestamp();

        await server.RunAsync("REPLICAOF", "127.0.0.1", "1");
        await a.UntilAsync(() => a.Store.Begin().AgeLimit != long.MaxValue, "it is noticed");
        var elapsed = Stopwatch.GetElapsedTime(start);
        long? shown = await a.ReadAsync(Issue);

        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1.2));
        Assert.Null(shown);
        Assert.Equal(new StoreStatus(StoreMode.Detached, RedisState.ReadOnly), a.Store.Status);
        Assert.False(await a.ForgetAsync(Forget.Of(Issue)));
        await server.PromoteAsync();
        await a.UntilAsync(() => a.IsShared, "it is in step again");
    }

    [Fact]
    public async Task Where_Redis_has_evicted_what_was_removed_all_older_links_are_doubted()
    {
        var (server, a, _) = await StartAsync();
        await a.ForgetAsync(new Forget([Issue], [Issue], [], false));
        await a.ForgetAsync(Forget.Of(Other));

        await server.RunAsync("DEL", "gw:1:{seq}:removed");
        var late = await PodAsync(server.Address);

        Assert.True(late.Store.RemovedAt(Other) > late.Store.Tag("Team").InvalidatedAt);
        Assert.True(late.Store.RemovedAt(Other) < late.Store.Sequence);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pod in _pods)
        {
            await pod.DisposeAsync();
        }

        await _redis.DisposeAsync();
    }

    private static bool IsStale(SharingPod pod, long fetchedAt) => pod.Store.Begin().Floors?.IsStale(Issue, [], fetchedAt) == true;

    private async Task<(RedisServer Server, SharingPod A, SharingPod B)> StartAsync()
    {
        var server = await _redis.StartAsync();
        return (server, await PodAsync(server.Address), await PodAsync(server.Address));
    }

    private async Task<SharingPod> PodAsync(string address)
    {
        var pod = await SharingPod.StartAsync(address);
        _pods.Add(pod);
        return pod;
    }
}
