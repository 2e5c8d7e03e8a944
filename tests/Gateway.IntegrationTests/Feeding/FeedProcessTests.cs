using System.Diagnostics;
using Gateway.Sandbox;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Feeding;

/// <summary>Pods that are processes, so that they can die.</summary>
public sealed class FeedProcessTests : IAsyncDisposable
{
    private readonly RedisFixture _redis = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_pod_that_listens_is_killed_another_one_takes_over_within_five_seconds_and_nothing_stays_missed()
    {
        await using var sandbox = await SandboxServer.StartAsync(
            new SandboxOptions { Sessions = 60, SubscribeInterval = TimeSpan.Zero }, TestSchema.Slice, TimeProvider.System, Cancel);
        var redis = await _redis.StartAsync();
        await using var doomed = await GatewayProcess.StartAsync(Settings(sandbox, redis.Address), Cancel);
        await WaitAsync(() => doomed.Log.Contains("Each change of sessions is told", StringComparison.Ordinal), () => doomed.Log);
        await using var heir = await ListeningPod.StartAsync(sandbox, redis.Address);
        await heir.LiveAsync();
        Assert.False(heir.Feed.IsHolder);
        string session = sandbox.World.Ids("AgentSession")[0];
        Change(sandbox, session, "Before");
        await heir.UntilAsync(async () => await heir.SummaryAsync(session) == "Before", "it is seen");

        long begun = Stopwatch.GetTimestamp();
        await doomed.KillAsync();
        Change(sandbox, session, "Heard by nobody");
        await heir.UntilAsync(() => heir.Feed.IsHolder, "it is its turn");
        var took = Stopwatch.GetElapsedTime(begun);
        await heir.UntilAsync(() => heir.Feed is { IsLive: true, IsHolder: true }, "each change is told");

        Assert.Equal("Heard by nobody", await heir.SummaryAsync(session));
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(5.5));
        TestContext.Current.TestOutputHelper?.WriteLine($"handed over after {took.TotalMilliseconds:0} ms, live after {Stopwatch.GetElapsedTime(begun).TotalMilliseconds:0} ms");
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    private static Dictionary<string, string> Settings(SandboxServer sandbox, string redis) => new()
    {
        ["Linear:Endpoint"] = sandbox.Endpoint.ToString(),
        ["Linear:ApiKey"] = "lin_api_listening",
        ["Schema:DriftInterval"] = "0",
        ["Redis:Address"] = redis,
        ["Feed:Enabled"] = "true",
        ["Feed:SubscribeInterval"] = "00:00:00.02",
    };

    private static void Change(SandboxServer sandbox, string session, string summary) =>
        Assert.True(sandbox.World.Apply(SandboxCommand.Of("AgentSession", "update", session, new { summary })).Ok);

    private static async Task WaitAsync(Func<bool> isSo, Func<string> log)
    {
        for (int i = 0; i < 600 && !isSo(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }

        Assert.True(isSo(), log());
    }
}
