using System.Diagnostics;
using System.Globalization;
using System.Net;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Sharing;

/// <summary>When a webhook is answered with 200, no pod shows what it made old.</summary>
[Collection(nameof(OneAtATime))]
public class WebhookEverywhereTests
{
    private const int Pods = 3;
    private const int Trials = 400;
    private const int Callers = 6;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pods_in_processes_of_their_own_under_load()
    {
        await using var sandbox = await Upstreams.StartAsync(TimeSpan.FromMilliseconds(5));
        await using var fixture = new RedisFixture();
        await using var pods = await PodProcesses.StartAsync(Pods, sandbox, await fixture.StartAsync());

        await IsNewEverywhereAsync(pods, sandbox, Trials);
    }

    [Fact]
    public async Task Pods_that_share_a_cluster_of_three()
    {
        await using var sandbox = await Upstreams.StartAsync(TimeSpan.FromMilliseconds(5));
        await using var fixture = new RedisFixture();
        await using var pods = await PodProcesses.StartAsync(Pods, sandbox, [.. await fixture.StartClusterAsync(requireFullCoverage: false)]);

        await IsNewEverywhereAsync(pods, sandbox, Trials);
    }

    [Fact]
    public async Task A_pod_that_stood_still_while_the_webhook_was_answered_shows_nothing_old_when_it_goes_on()
    {
        await using var sandbox = await Upstreams.StartAsync(TimeSpan.FromMilliseconds(5));
        await using var fixture = new RedisFixture();
        var redis = await fixture.StartAsync();
        await using var pods = await PodProcesses.StartAsync(Pods, sandbox, redis);
        string[] issues = [.. sandbox.World.Ids("Issue").Take(6)];
        var took = new List<double>();

        for (int i = 0; i < issues.Length; i++)
        {
            await pods.TitleAsync(1, issues[i]);
            string title = $"while it stood still {i}";
            var webhook = sandbox.Retitle(issues[i], title);
            pods[1].Pause();
            long begin = Stopwatch.GetTimestamp();
            var status = await pods.DeliverAsync(0, webhook);
            took.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
            var reading = Task.WhenAll(Enumerable.Range(0, 10).Select(_ => pods.TitleAsync(1, issues[i])));
            await Task.Delay(TimeSpan.FromMilliseconds(20 * i), TimeProvider.System, Cancel);
            pods[1].Resume();

            Assert.Equal(HttpStatusCode.OK, status);
            Assert.All(await reading, seen => Assert.Equal(title, seen));
            await pods.WaitUntilWholeAsync(1, redis);
        }

        Tell("waited for a pod that stood still", took);
        Assert.All(took, seconds => Assert.True(seconds < Longest.TotalSeconds, $"{seconds} s"));
    }

    [Fact]
    public async Task A_pod_that_was_killed_delays_webhooks_for_a_moment_and_once()
    {
        await using var sandbox = await Upstreams.StartAsync(TimeSpan.FromMilliseconds(5));
        await using var fixture = new RedisFixture();
        await using var pods = await PodProcesses.StartAsync(Pods, sandbox, await fixture.StartAsync());
        string issue = sandbox.World.Ids("Issue")[0];
        var took = new List<double>();

        await pods[2].KillAsync();
        for (int i = 0; i < 20; i++)
        {
            await pods.TitleAsync(1, issue);
            var webhook = sandbox.Retitle(issue, $"without it {i}");
            long begin = Stopwatch.GetTimestamp();
            Assert.Equal(HttpStatusCode.OK, await pods.DeliverAsync(0, webhook));
            took.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
            Assert.Equal($"without it {i}", await pods.TitleAsync(1, issue));
        }

        Tell("after a kill", took);
        Assert.True(took[0] < Longest.TotalSeconds, $"{took[0]} s");
        Assert.True(took.Skip(1).Order().ElementAt(9) < 0.15, string.Join(' ', took));
    }

    [Fact]
    public async Task Pods_whose_channels_break_again_and_again()
    {
        await using var sandbox = await Upstreams.StartAsync(TimeSpan.FromMilliseconds(5));
        await using var fixture = new RedisFixture();
        var redis = await fixture.StartAsync();
        await using var pods = await PodProcesses.StartAsync(Pods, sandbox, redis);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var breaking = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await redis.RunAsync("CLIENT", "KILL", "TYPE", "pubsub");
                    await Task.Delay(TimeSpan.FromMilliseconds(700), TimeProvider.System, Cancel);
                }
            },
            Cancel);

        await IsNewEverywhereAsync(pods, sandbox, 60);
        await stop.CancelAsync();
        await breaking;
    }

    /// <summary>Changes things, has each change acknowledged by one pod, and asks all of them at once, while others ask and change things.</summary>
    private static async Task IsNewEverywhereAsync(PodProcesses pods, Sandbox.SandboxServer sandbox, int trials)
    {
        string[] issues = [.. sandbox.World.Ids("Issue").Take(12)];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var load = Enumerable.Range(0, Callers).Select(i => Task.Run(() => LoadAsync(pods, issues, i, stop.Token), Cancel)).ToArray();
        var took = new List<double>();
        var old = new List<string>();
        int refused = 0;
        for (int i = 0; i < trials; i++)
        {
            string issue = issues[i % 5];
            string title = string.Create(CultureInfo.InvariantCulture, $"title {i}");
            await Task.WhenAll(Enumerable.Range(0, Pods).Select(pod => pods.TitleAsync(pod, issue)));
            var webhook = sandbox.Retitle(issue, title);
            long begin = Stopwatch.GetTimestamp();
            if (await pods.DeliverAsync(i % Pods, webhook) != HttpStatusCode.OK)
            {
                refused++;
                continue;
            }

            took.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
            string[] seen = await Task.WhenAll(Enumerable.Range(0, Pods).Select(pod => pods.TitleAsync(pod, issue)));
            old.AddRange(seen.Where(one => one != title).Select(one => $"{one} in place of {title}"));
        }

        await stop.CancelAsync();
        await Task.WhenAll(load);
        Tell($"{took.Count} answered with 200, {refused} refused; {old.Count} old of {took.Count * Pods} reads", took);
        Assert.True(old.Count == 0, string.Join('\n', old));
        Assert.True(took.Count > trials / 2 && took.Max() < Longest.TotalSeconds, $"{took.Count} of {trials}, {took.Max()} s");
    }

    private static async Task LoadAsync(PodProcesses pods, string[] issues, int seed, CancellationToken stop)
    {
        var random = new Random(seed);
        while (!stop.IsCancellationRequested)
        {
            await pods.TitleAsync(random.Next(Pods), issues[random.Next(issues.Length)]);
        }
    }

    private static void Tell(string what, List<double> seconds)
    {
        double[] sorted = [.. seconds.Select(one => one * 1000).Order()];
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{what}; webhooks took {sorted[sorted.Length / 2]:0.0} ms (median), {sorted[sorted.Length * 99 / 100]:0.0} ms (99 %), {sorted[^1]:0.0} ms at most");
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        TestContext.Current.SendDiagnosticMessage("{0}", text);
    }
}
