using System.Net;
using Gateway.Sandbox;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Sharing;

/// <summary>What remains when Redis fails, in each way that it can, and that all is as before when it is back.</summary>
[Collection(nameof(OneAtATime))]
public class DegradationTests
{
    // A call is cut after a quarter of a second, and an answer takes a few of them.
    private static readonly TimeSpan MostWhileSlow = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan MostWhileBroken = TimeSpan.FromSeconds(1);

    // Without the channel, values live for a second.
    private static readonly TimeSpan Alone = TimeSpan.FromSeconds(1.3);

    [Fact]
    public async Task Redis_that_is_down_at_the_start()
    {
        await using var scene = await Scene.SetAsync();
        await scene.Redis.KillAsync();
        await using var pod = await Pod.StartAsync(scene.Sandbox, scene.Redis.Address);

        await scene.IsServedWithoutAsync(pod, "down");

        await scene.Redis.RestartAsync(keepData: true);
        await scene.IsSharedAgainAsync(pod);
    }

    [Fact]
    public async Task Redis_that_is_lost_while_running()
    {
        await using var scene = await Scene.SetAsync();
        await using var pod = await Pod.StartWholeAsync(scene.Sandbox, scene.Redis.Address);
        await scene.IsSharedAsync(pod);

        await scene.Redis.KillAsync();
        await scene.IsServedWithoutAsync(pod, "down");

        await scene.Redis.RestartAsync(keepData: true);
        await scene.IsSharedAgainAsync(pod);
    }

    [Fact]
    public async Task Redis_that_hangs()
    {
        await using var scene = await Scene.SetAsync();
        await using var pod = await Pod.StartWholeAsync(scene.Sandbox, scene.Redis.Address);
        await scene.IsSharedAsync(pod);

        scene.Redis.Pause();
        var slowest = TimeSpan.Zero;
        foreach (string issue in scene.Others)
        {
            var (_, took) = await pod.TitleAsync(issue);
            slowest = took > slowest ? took : slowest;
        }

        Assert.True(slowest < MostWhileSlow, $"the slowest answer took {slowest}");
        await scene.IsServedWithoutAsync(pod, "slow");
        scene.Redis.Resume();
        await scene.IsSharedAgainAsync(pod);
    }

    [Fact]
    public async Task Redis_that_hangs_again_and_again()
    {
        await using var scene = await Scene.SetAsync();
        await using var pod = await Pod.StartWholeAsync(scene.Sandbox, scene.Redis.Address);

        for (int i = 0; i < 3; i++)
        {
            scene.Redis.Pause();
            await pod.WaitForAsync(health => health.Redis == "slow", "it says that Redis is slow");
            scene.Redis.Resume();
            await scene.IsSharedAgainAsync(pod);
        }
    }

    [Fact]
    public async Task Redis_that_is_full_and_evicts_nothing()
    {
        await using var scene = await Scene.SetAsync();
        await using var pod = await Pod.StartWholeAsync(scene.Sandbox, scene.Redis.Address);
        await scene.IsSharedAsync(pod);

        await scene.Redis.RunAsync("CONFIG", "SET", "maxmemory", "1");
        await scene.IsServedWithoutAsync(pod, "full");

        await scene.Redis.RunAsync("CONFIG", "SET", "maxmemory", "0");
        await scene.IsSharedAgainAsync(pod);
    }

    [Fact]
    public async Task Redis_that_is_full_and_evicts_what_was_not_used_lately()
    {
        await using var scene = await Scene.SetAsync();
        await using var pod = await Pod.StartWholeAsync(scene.Sandbox, scene.Redis.Address);
        await scene.IsSharedAsync(pod);
        await scene.IsNewAfterAsync(pod, "before the eviction");

        await scene.Redis.RunAsync("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
        await scene.Redis.RunAsync("CONFIG", "SET", "maxmemory", "3mb");
        await scene.Redis.RunAsync(
            "EVAL", "for i = 1, 20000 do redis.call('SET', 'junk:' .. i, string.rep('x', 1000)) end", "0");
        await using var fresh = await Pod.StartAsync(scene.Sandbox, scene.Redis.Address);

        Assert.Equal("before the eviction", (await fresh.TitleAsync(scene.Issue)).Title);
        Assert.Equal("before the eviction", (await pod.TitleAsync(scene.Issue)).Title);
        Assert.Equal("3 of them", await scene.RetitleAsync(fresh, "3 of them"));
        Assert.Equal("3 of them", (await fresh.TitleAsync(scene.Issue)).Title);
    }

    [Theory]
    [InlineData("*:i")]
    [InlineData("*seq*")]
    [InlineData("*")]
    public async Task Marks_that_are_evicted_bring_nothing_back(string evicted)
    {
        await using var scene = await Scene.SetAsync();
        await using var pod = await Pod.StartWholeAsync(scene.Sandbox, scene.Redis.Address);
        await using var other = await Pod.StartWholeAsync(scene.Sandbox, scene.Redis.Address);
        await scene.IsSharedAsync(pod);
        await other.TitleAsync(scene.Issue);

        // Another value is under way to the one pod while the other acknowledges that it is old.
        string late = scene.Others[0];
        string before = (await pod.TitleAsync(scene.Others[1])).Title;
        pod.Upstream.Hold();
        int sent = pod.Upstream.Sent.Count;
        var reading = pod.TitleAsync(late);
        await pod.Upstream.WaitForAnswersAsync(sent + 1, TestContext.Current.CancellationToken);
        await other.DeliverSurelyAsync(scene.Sandbox.Retitle(late, "new late"));
        await other.DeliverSurelyAsync(scene.Sandbox.Retitle(scene.Issue, "new"));
        int count = await scene.Redis.EvictAsync(evicted);
        pod.Upstream.Release();
        await reading;

        await using var fresh = await Pod.StartWholeAsync(scene.Sandbox, scene.Redis.Address);
        Assert.True(count > 0, $"no key fits {evicted}");
        Assert.Equal(("new", "new late"), ((await fresh.TitleAsync(scene.Issue)).Title, (await fresh.TitleAsync(late)).Title));
        Assert.Equal(("new", "new late"), ((await pod.TitleAsync(scene.Issue)).Title, (await pod.TitleAsync(late)).Title));
        Assert.Equal(("new", "new late"), ((await other.TitleAsync(scene.Issue)).Title, (await other.TitleAsync(late)).Title));
        Assert.Equal(before, (await fresh.TitleAsync(scene.Others[1])).Title);
    }

    [Fact]
    public async Task Redis_that_is_a_replica_and_is_then_promoted()
    {
        await using var scene = await Scene.SetAsync();
        await using (var first = await Pod.StartWholeAsync(scene.Sandbox, scene.Redis.Address))
        {
            await first.TitleAsync(scene.Issue);
        }

        var replica = await scene.Fixture.StartReplicaAsync(scene.Redis);
        await using var pod = await Pod.StartAsync(scene.Sandbox, replica.Address);
        await scene.IsServedWithoutAsync(pod, "read-only");

        await scene.Redis.KillAsync();
        await replica.PromoteAsync();
        await scene.IsSharedAgainAsync(pod, replica);
    }

    [Fact]
    public async Task Redis_that_does_not_let_us_in()
    {
        await using var scene = await Scene.SetAsync(new RedisServerOptions { Password = "right-password" });
        await using var pod = await Pod.StartAsync(scene.Sandbox, $"redis://:wrong-password@{scene.Redis.Address}");

        await scene.IsServedWithoutAsync(pod, "denied");
        Assert.DoesNotContain("wrong-password", pod.Log, StringComparison.Ordinal);

        await using var welcome = await Pod.StartWholeAsync(scene.Sandbox, $"redis://:right-password@{scene.Redis.Address}");
        await scene.IsNewAfterAsync(welcome, "with the right one");
        Assert.DoesNotContain("right-password", welcome.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Redis_that_is_restarted_empty(bool isKilled)
    {
        await using var scene = await Scene.SetAsync();
        await using var pod = await Pod.StartWholeAsync(scene.Sandbox, scene.Redis.Address);
        await using var other = await Pod.StartWholeAsync(scene.Sandbox, scene.Redis.Address);
        await scene.IsSharedAsync(pod);
        await other.TitleAsync(scene.Issue);
        await scene.IsNewAfterAsync(pod, "before");

        await (isKilled ? scene.Redis.RestartAsync(keepData: false) : scene.Redis.RunAsync("FLUSHALL"));

        // The other may not have heard yet: of all that was acknowledged before, nothing is older than a second.
        Assert.Equal("before", (await pod.TitleAsync(scene.Issue)).Title);
        await Task.Delay(Alone, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal("before", (await other.TitleAsync(scene.Issue)).Title);
        await other.WaitForAsync(health => health == PodHealth.Whole, "the other shares again");
        await scene.IsSharedAgainAsync(pod);
    }

    [Fact]
    public async Task A_cluster_of_which_one_master_is_gone()
    {
        await using var scene = await Scene.SetAsync();
        var nodes = await scene.Fixture.StartClusterAsync(requireFullCoverage: false);
        await using var pod = await Pod.StartWholeAsync(scene.Sandbox, string.Join(',', nodes.Select(node => node.Address)));
        var told = new List<PodHealth>();
        foreach (var node in nodes)
        {
            await node.KillAsync();
            foreach (string issue in scene.Others)
            {
                string title = $"{issue} without {node.Port}";
                bool isAcknowledged = await pod.DeliverAsync(scene.Sandbox.Retitle(issue, title)) == HttpStatusCode.OK;
                var (read, took) = await pod.TitleAsync(issue);
                Assert.True(!isAcknowledged || read == title, $"{read} after {title} was acknowledged");
                Assert.True(took < MostWhileSlow, $"an answer took {took}");
            }

            told.Add(await pod.HealthAsync());
            await node.RestartAsync(keepData: true);
            await pod.WaitForAsync(health => health == PodHealth.Whole, "it shares again");
            await scene.IsNewAfterAsync(pod, $"with {node.Port} again");
        }

        Assert.All(told, health => Assert.Equal((HttpStatusCode.OK, true), (health.Code, health.Degraded)));
        Assert.Contains(told, health => health.Redis == "partial");
    }

    /// <summary>A sandbox, a Redis, and what is to hold of pods between them.</summary>
    private sealed class Scene(SandboxServer sandbox, RedisFixture fixture, RedisServer redis) : IAsyncDisposable
    {
        private int _titles;

        public SandboxServer Sandbox { get; } = sandbox;

        public RedisFixture Fixture { get; } = fixture;

        public RedisServer Redis { get; } = redis;

        public string Issue { get; } = sandbox.World.Ids("Issue")[0];

        public IReadOnlyList<string> Others { get; } = [.. sandbox.World.Ids("Issue").Skip(1).Take(12)];

        public static Task<Scene> SetAsync() => SetAsync(new RedisServerOptions());

        public static async Task<Scene> SetAsync(RedisServerOptions options)
        {
            var fixture = new RedisFixture();
            return new Scene(await Upstreams.StartAsync(TimeSpan.Zero), fixture, await fixture.StartAsync(options));
        }

        /// <summary>Another pod is given what one has read, without asking the upstream.</summary>
        public Task IsSharedAsync(Pod pod) => IsSharedAsync(pod, Redis);

        /// <summary>
        /// Queries are answered, quickly; health tells the state; events are not acknowledged, and without a channel they are seen when values
        /// have aged.
        /// </summary>
        public async Task IsServedWithoutAsync(Pod pod, string state)
        {
            var health = await pod.WaitForAsync(now => now.Redis == state, $"it says that Redis is {state}");
            Assert.Equal((HttpStatusCode.OK, true), (health.Code, health.Degraded));
            await pod.TitleAsync(Issue);

            string title = $"Title {++_titles} while {state}";
            var webhook = Sandbox.Retitle(Issue, title);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await pod.DeliverAsync(webhook));
            await Task.Delay(Alone, TimeProvider.System, TestContext.Current.CancellationToken);
            var (read, took) = await pod.TitleAsync(Issue);

            // Where the channel is alive, values live on: the event comes again, and is then acknowledged.
            Assert.True(health.Store != "detached" || read == title, $"{read} although values live for a second");
            Assert.True(took < MostWhileBroken, $"an answer took {took}");
        }

        /// <summary>Redis is used again, events are acknowledged and count, and records are shared.</summary>
        public Task IsSharedAgainAsync(Pod pod) => IsSharedAgainAsync(pod, Redis);

        public async Task IsSharedAgainAsync(Pod pod, RedisServer redis)
        {
            await pod.WaitForAsync(health => health == PodHealth.Whole, "it shares again");
            await IsNewAfterAsync(pod, $"Title {++_titles} again");
            await IsSharedAsync(pod, redis);
        }

        /// <summary>Right after a webhook is acknowledged, the change is seen.</summary>
        public async Task IsNewAfterAsync(Pod pod, string title)
        {
            await pod.TitleAsync(Issue);
            Assert.Equal(title, await RetitleAsync(pod, title));
        }

        /// <summary>Changes the title and has it acknowledged.</summary>
        /// <returns>What is read then.</returns>
        public async Task<string> RetitleAsync(Pod pod, string title)
        {
            await pod.DeliverSurelyAsync(Sandbox.Retitle(Issue, title));
            return (await pod.TitleAsync(Issue)).Title;
        }

        public async ValueTask DisposeAsync()
        {
            await Fixture.DisposeAsync();
            await Sandbox.DisposeAsync();
        }

        private async Task IsSharedAsync(Pod pod, RedisServer redis)
        {
            string title = (await pod.TitleAsync(Issue)).Title;
            await using var fresh = await Pod.StartWholeAsync(Sandbox, redis.Address);
            Assert.Equal(title, (await fresh.TitleAsync(Issue)).Title);
            Assert.Empty(fresh.Upstream.Sent);
        }
    }
}
