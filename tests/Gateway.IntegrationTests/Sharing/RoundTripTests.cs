using System.Globalization;
using Gateway.Sandbox;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Sharing;

[Collection(nameof(OneAtATime))]
public class RoundTripTests
{
    private const int Activities = 20;
    private const int Most = 3;

    private const string People = "{ id name displayName }";

    [Fact]
    public async Task A_pod_that_starts_where_all_is_known_reads_a_session_and_what_hangs_on_it_in_three_round_trips()
    {
        await using var sandbox = await Upstreams.StartAsync(TimeSpan.Zero);
        await using var fixture = new RedisFixture();
        var redis = await fixture.StartAsync();
        string query = Query(Fill(sandbox));
        string expected;
        await using (var first = await Pod.StartWholeAsync(sandbox, redis.Address))
        {
            await first.AskAsync(query);
            expected = await first.AskAsync(query);
        }

        await using var second = await Pod.StartWholeAsync(sandbox, redis.Address);
        await redis.ResetCallsAsync();
        await using var monitor = await redis.MonitorAsync();
        string actual = await second.AskAsync(query);
        var lines = await monitor.CatchUpAsync();
        var calls = await redis.CallsAsync();

        int trips = MonitorLines.ReadsOfRecords(lines);
        string told = string.Join(", ", calls.Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Key} {call.Value}")));
        TestContext.Current.TestOutputHelper?.WriteLine($"{trips} round trips; commandstats: {told}");
        Assert.Equal(expected, actual);
        Assert.Equal(Activities, actual.Split("\"createdAt\"").Length - 1);
        Assert.Empty(second.Upstream.Sent);
        Assert.True(trips is > 0 and <= Most, $"{trips} round trips\n{string.Join('\n', lines.Select(line => line[..Math.Min(line.Length, 150)]))}");
        Assert.Empty(MonitorLines.Harmful(lines));
    }

    /// <summary>Makes a session that has an issue, all the people there may be, and enough activities.</summary>
    private static string Fill(SandboxServer sandbox)
    {
        string session = sandbox.World.Ids("AgentSession")[0];
        string[] users = [.. sandbox.World.Ids("User").Take(4)];
        string issue = sandbox.World.Ids("Issue")[0];
        SandboxCommand[] commands =
        [
            .. Enumerable.Range(0, Activities).Select(i => new SandboxCommand("AgentSession", "prompt") { Id = session, Body = $"Prompt {i}" }),
            SandboxCommand.Of("AgentSession", "update", session, new { issueId = issue, creatorId = users[0], dismissedById = users[1] }),
            SandboxCommand.Of("Issue", "update", issue, new { assigneeId = users[2], creatorId = users[3] }),
        ];
        Assert.All(commands, command => Assert.Null(sandbox.World.Apply(command).Error));
        return session;
    }

    private static string Query(string session) => $$"""
        {
          agentSession(id: "{{session}}") {
            id status appUser {{People}} creator {{People}} dismissedBy {{People}}
            issue { identifier title state { name } assignee {{People}} creator {{People}} }
            activities(first: {{Activities}}) { nodes { id createdAt user {{People}} content { __typename } } }
          }
        }
        """;
}
