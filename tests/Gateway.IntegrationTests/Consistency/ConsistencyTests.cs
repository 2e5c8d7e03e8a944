using Gateway.Testing;

namespace Gateway.IntegrationTests.Consistency;

/// <summary>Asks whether what was acknowledged to be old is ever shown again. Set <c>CONSISTENCY_SECONDS</c> for a shorter run.</summary>
[Collection(nameof(OneAtATime))]
public class ConsistencyTests
{
    private const int Pods = 3;
    private const int FullSeconds = 60;
    private const int AnswersPerSecond = 100_000 / FullSeconds;

    [Fact]
    public async Task Nothing_older_than_an_acknowledged_webhook_is_ever_read()
    {
        int seconds = int.TryParse(Environment.GetEnvironmentVariable("CONSISTENCY_SECONDS"), out int given) ? given : FullSeconds;
        await using var fixture = new RedisFixture();
        var run = new ConsistencyRun(Pods, await fixture.StartAsync(), TimeSpan.FromSeconds(seconds), Answers.Seed);

        var outcome = await run.ExecuteAsync(TestContext.Current.CancellationToken);

        Report(outcome);
        Assert.True(outcome.IsGood, outcome.ToString());
        Assert.True(outcome.Answers >= AnswersPerSecond * seconds, outcome.ToString());
        Assert.True(outcome is { Pauses: > 0, Kills: > 0, Refused: > 0 } || seconds < FullSeconds, outcome.ToString());
    }

    [Fact]
    public async Task Nothing_older_than_an_acknowledged_webhook_is_ever_read_from_one_pod_without_Redis()
    {
        var run = new ConsistencyRun(1, null, TimeSpan.FromSeconds(8), Answers.Seed);

        var outcome = await run.ExecuteAsync(TestContext.Current.CancellationToken);

        Report(outcome);
        Assert.True(outcome.IsGood, outcome.ToString());
        Assert.True(outcome is { Answers: > 1000, Acknowledged: > 50 }, outcome.ToString());
    }

    private static void Report(ConsistencyOutcome outcome)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(outcome.ToString());
        TestContext.Current.SendDiagnosticMessage("{0}", outcome);
    }
}
