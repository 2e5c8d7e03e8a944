using System.Diagnostics;
using System.Globalization;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Caching.Tests.Storing;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Forget = Gateway.Caching.Invalidation.Invalidation;

namespace Gateway.Caching.Tests.Invalidation;

[Collection(nameof(OneAtATime))]
public sealed class RollCallIntegrationTests : IAsyncDisposable
{
    private const int Trials = 500;

    private static readonly EntityKey Issue = new("Issue", "1");
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(140);
    private static readonly TimeSpan AWhile = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(3);

    private readonly RedisStores _stores = new();
    private readonly List<SharingPod> _pods = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_invalidated_is_gone_on_every_pod_when_that_is_done()
    {
        await StartAsync(pods: 4);
        int old = 0;

        for (int i = 0; i < Trials; i++)
        {
            var sender = _pods[i % _pods.Count];
            await sender.StoreAsync(Issue, i);
            foreach (var pod in _pods)
            {
                Assert.Equal(i, await pod.ReadAsync(Issue));
            }

            Assert.True(await sender.ForgetAsync(Forget.Of(Issue)));
            old += _pods.Count(pod => pod.Store.Peek(CacheScope.Service, Issue) is not null);
        }

        Assert.Equal(0, old);
    }

    [Fact]
    public async Task A_pod_that_is_alone_waits_for_nobody()
    {
        await StartAsync(pods: 1);

        var took = await TimesAsync(100);

        TestContext.Current.TestOutputHelper?.WriteLine($"alone: median {took[50].TotalMilliseconds} ms");
        Assert.True(took[50] < TimeSpan.FromMilliseconds(20), $"{took[50]}");
    }

    [Fact]
    public async Task Many_at_once_are_acknowledged_in_few_messages()
    {
        var server = await StartAsync(pods: 3);
        await server.ResetCallsAsync();

        bool[] done = await Task.WhenAll(Enumerable.Range(0, Trials).Select(i => _pods[0].ForgetAsync(Forget.Of(new EntityKey("Issue", $"{i}")))));

        long told = (await server.CallsAsync())["publish"];
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{told} messages for {Trials} invalidations"));
        Assert.DoesNotContain(false, done);
        Assert.True(told < 2 * Trials, $"{told} messages");
    }

    [Fact]
    public async Task Ten_pods_send_at_most_one_answer_each_for_each_of_fifty_invalidations_a_second()
    {
        var server = await StartAsync(pods: 10);
        await server.ResetCallsAsync();
        var forgetting = new List<Task<bool>>();

        for (int i = 0; i < 150; i++)
        {
            forgetting.Add(_pods[i % _pods.Count].ForgetAsync(Forget.Of(new EntityKey("Issue", $"{i}"))));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        }

        bool[] done = await Task.WhenAll(forgetting);
        var calls = await server.CallsAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Join(", ", calls.Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Key} {call.Value}"))));
        Assert.DoesNotContain(false, done);
        Assert.True(calls["publish"] <= 10 * forgetting.Count, $"{calls["publish"]} messages");
    }

    [Fact]
    public async Task A_pod_that_was_killed_is_waited_for_once()
    {
        var server = await StartAsync(pods: 2);
        await (await _stores.OpenAsync("killed", server)).JoinAsync(null, isStaying: true, Cancel);

        var first = (await TimesAsync(1))[0];
        var then = await TimesAsync(20);

        Assert.True(first > AWhile && first < Most, $"{first}");
        Assert.True(then[10] < Moment, $"{then[10]}");
    }

    [Fact]
    public async Task A_pod_that_has_left_is_not_waited_for()
    {
        await StartAsync(pods: 3);
        await _pods[2].DisposeAsync();
        _pods.RemoveAt(2);

        var took = await TimesAsync(20);

        Assert.True(took[^1] < AWhile, $"{took[^1]}");
    }

    [Fact]
    public async Task A_pod_of_a_release_that_takes_no_seat_is_not_waited_for()
    {
        var server = await StartAsync(pods: 2);
        await RedisStores.JoinAsync(await _stores.OpenAsync("old", server));

        var took = await TimesAsync(20);

        Assert.True(took[^1] < AWhile, $"{took[^1]}");
    }

    [Fact]
    public async Task A_pod_that_is_there_and_says_nothing_is_waited_for_and_not_forgotten()
    {
        var server = await StartAsync(pods: 2);
        var silent = await _stores.OpenAsync("silent", server);
        await silent.JoinAsync(null, isStaying: true, Cancel);
        using var stop = new CancellationTokenSource();
        var polling = PollAsync(silent, stop.Token);

        var took = await TimesAsync(2);
        await stop.CancelAsync();
        await polling;
        string seat = await server.RunAsync("HGET", _stores.Keys.Sequence, "p:silent");

        Assert.True(took[0] > AWhile && took[1] < Most, $"{took[0]}, {took[1]}");
        Assert.NotEqual("", seat);
    }

    [Fact]
    public async Task Who_is_asked_whether_it_is_there_is_not_sure_until_it_has_answered()
    {
        var server = await StartAsync(pods: 1);
        var asked = await _stores.OpenAsync("asked", server);
        string epoch = (await asked.JoinAsync(null, isStaying: true, Cancel))!.Position.Epoch;
        long before = Stopwatch.GetTimestamp();

        await asked.AskSeatsAsync(epoch, ["asked"], Cancel);
        var answer = await asked.PollAsync(Cancel);
        long sureFrom = asked.SureFrom;
        await RedisStores.UntilAsync(() => Task.FromResult(asked.SureFrom != long.MaxValue), "it has answered");

        Assert.Equal(epoch, answer!.Value.Epoch);
        Assert.True(sureFrom > before && asked.SureFrom > before);
        Assert.DoesNotContain(":", await server.RunAsync("HGET", _stores.Keys.Sequence, "p:asked"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_answered_and_was_not_told_so_is_sure_when_it_sees_its_answer()
    {
        var server = await StartAsync(pods: 1);
        var asked = await _stores.OpenAsync("asked", server);
        string epoch = (await asked.JoinAsync(null, isStaying: true, Cancel))!.Position.Epoch;

        // Longer than an answer is waited for: its reply is lost, and it arrives.
        await asked.AskSeatsAsync(epoch, ["asked"], Cancel);
        await server.RunAsync("CLIENT", "PAUSE", "2500", "WRITE");
        await asked.PollAsync(Cancel);
        bool isDoubtful = asked.SureFrom == long.MaxValue;
        await server.WaitUntilAsync(
            async () => !(await server.RunAsync("HGET", _stores.Keys.Sequence, "p:asked")).Contains(':', StringComparison.Ordinal), "the answer has arrived");
        bool isStillDoubtful = asked.SureFrom == long.MaxValue;
        await asked.PollAsync(Cancel);

        Assert.True(isDoubtful && isStillDoubtful);
        Assert.InRange(asked.SureFrom, 1, Stopwatch.GetTimestamp());
    }

    [Fact]
    public async Task Nobody_is_asked_in_an_epoch_that_is_over()
    {
        var server = await StartAsync(pods: 1);
        var sender = await _stores.OpenAsync("sender", server);
        await RedisStores.JoinAsync(sender);

        Assert.Null(await sender.AskSeatsAsync("another", ["asked"], Cancel));
    }

    [Fact]
    public async Task Who_is_asked_again_and_again_relies_on_nothing_in_the_end()
    {
        var server = await StartAsync(pods: 1);
        var sender = await _stores.OpenAsync("sender", server);
        string epoch = (await RedisStores.JoinAsync(sender)).Position.Epoch;
        string pod = Assert.Single(await SeatsAsync(server))["p:".Length..];
        long begin = Stopwatch.GetTimestamp();
        bool isShared = true;

        while (isShared && Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(10))
        {
            await sender.AskSeatsAsync(epoch, [pod], Cancel);
            isShared = _pods[0].IsShared;
        }

        Assert.False(isShared);
    }

    [Fact]
    public async Task Who_has_lost_its_seat_must_join_again()
    {
        var server = await StartAsync(pods: 2);
        await _pods[0].StoreAsync(Issue, 1);
        await _pods[1].ReadAsync(Issue);

        await server.RunAsync(["HDEL", _stores.Keys.Sequence, .. await SeatsAsync(server)]);
        await _pods[1].UntilAsync(() => _pods[1].Store.Peek(CacheScope.Service, Issue) is null, "it has noticed");
        await _pods[1].UntilAsync(() => _pods.TrueForAll(pod => pod.IsShared), "all have joined again");

        Assert.Equal(2, (await SeatsAsync(server)).Count);
    }

    // It may have read a record before the mark was written, and takes the number for applied.
    [Fact]
    public async Task Who_joins_between_the_number_and_the_marks_and_hears_nothing_is_not_taken_for_safe()
    {
        var server = await StartAsync(pods: 1);
        var sender = await _stores.OpenAsync("sender", server);
        string epoch = (await RedisStores.JoinAsync(sender)).Position.Epoch;
        var late = await _stores.OpenAsync("late", server);
        using var stop = new CancellationTokenSource();

        var position = (await sender.AdvanceAsync(epoch, Forget.Of(Issue), Cancel))!.Value;
        await late.JoinAsync(null, isStaying: true, Cancel);
        var polling = PollAsync(late, stop.Token);
        bool isSafe = await Call(sender).TellAsync(position, _ => Task.FromResult(true), Cancel);
        var next = (await sender.AdvanceAsync(epoch, Forget.Of(Issue), Cancel))!.Value;
        bool isNextSafe = await Call(sender).TellAsync(next, _ => Task.FromResult(true), Cancel);
        await stop.CancelAsync();
        await polling;

        Assert.Equal((false, true), (isSafe, isNextSafe));
    }

    [Fact]
    public async Task When_the_epoch_has_just_begun_those_that_may_still_trust_the_old_one_are_waited_for()
    {
        var server = await StartAsync(pods: 2);
        var before = await TimesAsync(10);

        // Each of them says once that it is settled.
        await Task.Delay(RollCall.Youth + AWhile, TimeProvider.System, Cancel);
        await server.RunAsync("HDEL", _stores.Keys.Sequence, "ok");

        var young = (await TimesAsync(1))[0];

        Assert.True(before[^1] < AWhile, $"{before[^1]}");
        Assert.True(young > AWhile && young < Most, $"{young}");
    }

    [Fact]
    public async Task Without_the_list_of_seats_nothing_is_sure()
    {
        var server = await StartAsync(pods: 1);
        var sender = await _stores.OpenAsync("sender", server);
        string epoch = (await RedisStores.JoinAsync(sender)).Position.Epoch;
        var position = (await sender.AdvanceAsync(epoch, Forget.Of(Issue), Cancel))!.Value;

        bool isSafe = await Call(sender).TellAsync(position with { Epoch = "another" }, _ => Task.FromResult(true), Cancel);

        Assert.False(isSafe);
    }

    [Fact]
    public async Task A_purge_from_outside_is_done_when_no_pod_knows_any_more_what_it_was_about()
    {
        var server = await StartAsync(pods: 3);
        await using var admin = await RedisAdmin.OpenAsync(
            RedisStores.Options(server.Address), TimeProvider.System, NullLoggerFactory.Instance, Cancel);

        for (int i = 0; i < 50; i++)
        {
            await _pods[0].StoreAsync(Issue, i);
            foreach (var pod in _pods)
            {
                Assert.Equal(i, await pod.ReadAsync(Issue));
            }

            Assert.True(await admin!.PurgeAsync(Forget.Of(Issue), Cancel));
            Assert.All(_pods, pod => Assert.Null(pod.Store.Peek(CacheScope.Service, Issue)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pod in _pods)
        {
            await pod.DisposeAsync();
        }

        await _stores.DisposeAsync();
    }

    /// <summary>Starts pods, and waits until the epoch is no longer young.</summary>
    private async Task<RedisServer> StartAsync(int pods)
    {
        var server = await _stores.Redis.StartAsync();
        for (int i = 0; i < pods; i++)
        {
            _pods.Add(await SharingPod.StartAsync(server.Address));
        }

        await server.WaitUntilAsync(async () => await server.RunAsync("HGET", _stores.Keys.Sequence, "ok") == "1", "the epoch is settled");
        return server;
    }

    /// <summary>Invalidates something, one time after the other.</summary>
    /// <returns>How long each took, the shortest first.</returns>
    private async Task<TimeSpan[]> TimesAsync(int count)
    {
        var took = new TimeSpan[count];
        for (int i = 0; i < count; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            Assert.True(await _pods[0].ForgetAsync(Forget.Of(Issue)));
            took[i] = Stopwatch.GetElapsedTime(begin);
        }

        return [.. took.Order()];
    }

    private async Task<IReadOnlyList<string>> SeatsAsync(RedisServer server) =>
        [.. (await server.RunAsync("HKEYS", _stores.Keys.Sequence)).Split('\n').Where(field => field.StartsWith("p:", StringComparison.Ordinal))];

    private RollCall Call(RedisRecordStore store) => new(
        store,
        new AcknowledgementChannel(store, _stores.Keys, _stores.Counted.Metrics, TimeProvider.System),
        _stores.Counted.Metrics,
        TimeProvider.System,
        NullLogger<RollCall>.Instance);

    private static async Task PollAsync(RedisRecordStore store, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await store.PollAsync(Cancel);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }
}
