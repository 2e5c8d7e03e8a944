using System.Globalization;
using System.Net;
using Gateway.IntegrationTests.Sharing;
using Gateway.Sandbox;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Live;

/// <summary>Subscribers of two pods that share a Redis.</summary>
public sealed class LivePodsTests : IAsyncDisposable
{
    private readonly RedisFixture _redis = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_of_a_thousand_subscribers_is_told_each_change_of_its_issue_once_and_in_order_for_one_upstream_read()
    {
        const int Subscribers = 1000;
        const int Warmup = 50;
        const int Changes = 200;
        await using var sandbox = await Upstreams.StartAsync(TimeSpan.Zero);
        var redis = await _redis.StartAsync();
        await using var a = await Pod.StartWholeAsync(sandbox, redis.Address);
        await using var b = await Pod.StartWholeAsync(sandbox, redis.Address);
        Pod[] pods = [a, b];
        string[] issues = [.. sandbox.World.Ids("Issue").Take(10)];
        var followers = new List<Follower>();
        try
        {
            for (int i = 0; i < Subscribers; i++)
            {
                followers.Add(new Follower());
                await followers[i].FollowAsync(pods[i % 2].Address, issues[i / 2 % issues.Length]);
            }

            await UntilAsync(() => pods.All(pod => pod.Subscriptions == issues.Length), "all are admitted");

            // Until then webhooks take about a second, since a pod of an epoch before may be about.
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Cancel);
            await ChangeAsync(sandbox, pods, issues, 0, Warmup);
            await UntilAsync(() => followers.TrueForAll(follower => follower.Told.Count == Warmup / issues.Length), "all are told");
            long before = sandbox.Statistics.Requests;
            long[] sentAt = await ChangeAsync(sandbox, pods, issues, Warmup, Changes);
            await UntilAsync(() => followers.TrueForAll(follower => follower.Told.Count == (Warmup + Changes) / issues.Length), "all are told");

            var delays = new List<double>();
            for (int i = 0; i < Subscribers; i++)
            {
                // A change that comes while another is being read may be told already with that one, and then once more.
                int[] expected = [.. Enumerable.Range(1, Warmup + Changes).Where(change => (change - 1) % issues.Length == i / 2 % issues.Length)];
                var told = followers[i].Told;
                Assert.Equal(told.Select(one => one.Version).Order(), told.Select(one => one.Version));
                Assert.All(told.Zip(expected), pair => Assert.True(pair.First.Version >= pair.Second, $"{pair}"));
                delays.AddRange(told.Zip(expected).Skip(Warmup / issues.Length)
                    .Select(pair => TimeProvider.System.GetElapsedTime(sentAt[pair.Second - Warmup - 1], pair.First.At).TotalMilliseconds));
            }

            delays.Sort();
            long reads = sandbox.Statistics.Requests - before;
            TestContext.Current.TestOutputHelper?.WriteLine($"{reads} upstream reads; delay {delays[delays.Count / 2]:0.0} ms, p99 {delays[delays.Count * 99 / 100]:0.0} ms, most {delays[^1]:0.0} ms");
            Assert.InRange(reads, 1, Changes * 11 / 10);
        }
        finally
        {
            followers.ForEach(follower => follower.Dispose());
        }
    }

    [Fact]
    public async Task Who_reads_through_another_pod_when_told_never_reads_older()
    {
        int trials = int.TryParse(Environment.GetEnvironmentVariable("LIVE_TRIALS"), out int asked) ? asked : 1_000;
        await using var sandbox = await Upstreams.StartAsync(TimeSpan.Zero);
        var redis = await _redis.StartAsync();
        await using var a = await Pod.StartWholeAsync(sandbox, redis.Address);
        await using var b = await Pod.StartWholeAsync(sandbox, redis.Address);
        string issue = sandbox.World.Ids("Issue")[0];
        var seen = new List<(int Told, int Read)>();
        using var heard = new SemaphoreSlim(0);
        using var follower = new Follower
        {
            OnTold = async version =>
            {
                var (title, _) = await b.TitleAsync(issue);
                seen.Add((version, Follower.VersionOf(title)));
                heard.Release();
            },
        };
        await follower.FollowAsync(a.Address, issue);
        await UntilAsync(() => a.Subscriptions == 1, "it is admitted");

        for (int i = 1; i <= trials; i++)
        {
            // What b has just read is what it must not show once more.
            var webhook = sandbox.Retitle(issue, string.Create(CultureInfo.InvariantCulture, $"Version {i}"));
            Assert.Equal(HttpStatusCode.OK, await (i % 2 == 0 ? a : b).DeliverAsync(webhook));
            Assert.True(await heard.WaitAsync(TimeSpan.FromSeconds(30), Cancel), $"{follower.Fault}");
        }

        Assert.Equal(trials, seen.Count);
        Assert.All(seen.Index(), one => Assert.True(one.Item.Told > one.Index && one.Item.Read >= one.Item.Told, $"{one}"));
    }

    [Fact]
    public async Task After_Redis_was_away_who_follows_an_issue_is_told_how_it_is_now()
    {
        await using var sandbox = await Upstreams.StartAsync(TimeSpan.Zero);
        var redis = await _redis.StartAsync();
        await using var a = await Pod.StartWholeAsync(sandbox, redis.Address);
        string issue = sandbox.World.Ids("Issue")[0];
        using var follower = new Follower();
        await follower.FollowAsync(a.Address, issue);
        await UntilAsync(() => a.Subscriptions == 1, "it is admitted");

        await redis.KillAsync();
        await a.WaitForAsync(health => health != PodHealth.Whole, "it misses Redis");
        sandbox.Retitle(issue, "Version 7");
        await redis.RestartAsync(keepData: false);
        await UntilAsync(() => follower.Told.Any(told => told.Version == 7), "it is told");

        Assert.Null(follower.Fault);
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    /// <summary>Changes one issue after the other, each told by another pod than the one before.</summary>
    /// <returns>When each was sent.</returns>
    private static async Task<long[]> ChangeAsync(SandboxServer sandbox, Pod[] pods, string[] issues, int first, int count)
    {
        long[] sentAt = new long[count];
        for (int i = 0; i < count; i++)
        {
            int change = first + i;
            var webhook = sandbox.Retitle(issues[change % issues.Length], string.Create(CultureInfo.InvariantCulture, $"Version {change + 1}"));
            sentAt[i] = TimeProvider.System.GetTimestamp();
            Assert.Equal(HttpStatusCode.OK, await pods[change % 2].DeliverAsync(webhook));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        }

        return sentAt;
    }

    private static async Task UntilAsync(Func<bool> isSo, string what)
    {
        for (int i = 0; i < 3_000 && !isSo(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel);
        }

        Assert.True(isSo(), what);
    }
}
