using Gateway.Testing;

namespace Gateway.IntegrationTests.Sharing;

[Collection(nameof(OneAtATime))]
public class RedisHygieneTests
{
    [Fact]
    public async Task Pods_send_nothing_that_grows_with_the_keyspace_and_every_key_ends()
    {
        await using var sandbox = await Upstreams.StartAsync(TimeSpan.Zero);
        await using var fixture = new RedisFixture();
        var redis = await fixture.StartAsync();
        await using var monitor = await redis.MonitorAsync();

        await using (var first = await Pod.StartWholeAsync(sandbox, redis.Address))
        {
            await using var second = await Pod.StartWholeAsync(sandbox, redis.Address);
            await LiveAsync(sandbox, first, second, seed: 1);
        }

        await using (var restarted = await Pod.StartWholeAsync(sandbox, redis.Address))
        {
            await LiveAsync(sandbox, restarted, restarted, seed: 2);
            await redis.RestartAsync(keepData: true);
            await restarted.WaitForAsync(health => health == PodHealth.Whole, "it shares again");
        }

        // The restart has ended the first.
        await using var later = await redis.MonitorAsync();
        await using (var last = await Pod.StartWholeAsync(sandbox, redis.Address))
        {
            await LiveAsync(sandbox, last, last, seed: 3);
            await redis.RunAsync("FLUSHALL");
            await LiveAsync(sandbox, last, last, seed: 4);
        }

        string[] lines = [.. monitor.Lines, .. await later.CatchUpAsync()];
        var keys = await redis.FindAsync("*");
        Assert.Contains("FLUSHALL", Assert.Single(MonitorLines.Harmful(lines)), StringComparison.Ordinal);
        Assert.Contains(keys, key => key.Contains(":r:", StringComparison.Ordinal));
        Assert.Contains(keys, key => key.EndsWith(":i", StringComparison.Ordinal));
        Assert.Empty(await redis.WithoutExpiryAsync(keys));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{keys.Count} keys; {lines.Length} commands: "
            + string.Join(", ", lines.CountBy(MonitorLines.CommandOf).OrderByDescending(command => command.Value)));
    }

    /// <summary>Reads, changes and webhooks of all kinds.</summary>
    private static async Task LiveAsync(Sandbox.SandboxServer sandbox, Pod one, Pod other, int seed)
    {
        var documents = new RandomDocuments(TestSchema.Slice, seed, sandbox.World.Ids);
        var changes = new RandomChanges(sandbox.World, seed);
        string[] sessions = [.. sandbox.World.Ids("AgentSession").Take(20)];
        foreach (string id in sessions)
        {
            string query = $"{{ agentSession(id: \"{id}\") {{ status creator {{ name }} issue {{ title }} activities(first: 5) {{ nodes {{ id }} }} "
                + "} }";
            Assert.Equal(await one.AskAsync(query), await other.AskAsync(query));
        }

        for (int i = 0; i < 40; i++)
        {
            foreach (var webhook in sandbox.World.Apply(changes.Next()).Webhooks)
            {
                await (i % 2 == 0 ? one : other).DeliverSurelyAsync(webhook);
            }

            await one.TryAskAsync(documents.Next());
            await other.TryAskAsync(documents.Next());
        }
    }
}
