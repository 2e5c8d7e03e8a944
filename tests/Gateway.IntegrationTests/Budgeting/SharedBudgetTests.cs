using Gateway.Caching.Quota;
using Gateway.IntegrationTests.Sharing;
using Gateway.Sandbox;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Budgeting;

[Collection(nameof(OneAtATime))]
public class SharedBudgetTests
{
    private const int PodCount = 10;
    private const int Callers = 200;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_pods_share_sixty_requests_a_minute_and_the_upstream_refuses_nothing()
    {
        var time = new ManualTime();
        await using var sandbox = await StartAsync(time, TimeSpan.FromMinutes(1));
        await using var pods = new BudgetPods(sandbox, PodCount, new MemoryQuotaLedger(time), time);
        var run = new BudgetRun(sandbox, pods.AskAsync, time);

        var running = run.RunAsync(Callers, TimeSpan.FromMinutes(2), pause: TimeSpan.FromSeconds(3));
        while (!running.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(TimeSpan.FromMilliseconds(pods.Upstream.InFlight > 0 ? 4 : 1), TimeProvider.System, Cancel);
        }

        await running;
        Check(run, sandbox, least: 120);
        Assert.Contains(run.Answers, answer => answer.IsStale && !answer.HasErrors);
    }

    [Fact]
    public async Task Ten_pods_share_it_through_Redis()
    {
        // Redis has its own clock, so this runs in real time: the same pace in shorter periods.
        var period = TimeSpan.FromSeconds(12);
        await using var sandbox = await StartAsync(TimeProvider.System, period);
        await using var fixture = new RedisFixture();
        var redis = await fixture.StartAsync();
        var pods = await Task.WhenAll(Enumerable.Range(0, PodCount).Select(_ => Pod.StartWholeAsync(sandbox, redis.Address)));
        var run = new BudgetRun(sandbox, (caller, query) => pods[caller % PodCount].TryAsync(query), TimeProvider.System);

        await run.RunAsync(Callers, TimeSpan.FromSeconds(20), pause: TimeSpan.FromSeconds(1));

        Check(run, sandbox, least: 90);
        foreach (var pod in pods)
        {
            await pod.DisposeAsync();
        }
    }

    private static void Check(BudgetRun run, SandboxServer sandbox, long least)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(run.Report);
        var problems = run.Answers.Where(answer => answer.Problem is not null).Select(answer => $"{answer.Problem}: {answer.Body}").Take(3);
        Assert.True(sandbox.Statistics.Refused == 0, run.Report);
        Assert.Empty(problems);
        Assert.True(sandbox.Statistics.Requests >= least, run.Report);
        Assert.Contains(run.Answers, answer => answer.HasErrors);
    }

    private static Task<SandboxServer> StartAsync(TimeProvider time, TimeSpan period) => SandboxServer.StartAsync(
        new SandboxOptions { Sessions = 400, RequestLimit = 60, ComplexityLimit = 72_000, LimitPeriod = period }, TestSchema.Slice, time, Cancel);
}
