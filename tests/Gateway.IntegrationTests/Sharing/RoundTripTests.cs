using System.Globalization;
using System.Text.Json;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Sharing;

[Collection(nameof(OneAtATime))]
public class RoundTripTests
{
    private const int Activities = 20;
    private const int Most = 3;

    private const string People = "{ id name displayName }";

    private static readonly string[] Links = ["issue", "creator", "dismissedBy"];

    [Fact]
    public async Task A_pod_that_starts_where_all_is_known_reads_a_session_and_what_hangs_on_it_in_three_round_trips()
    {
        await using var sandbox = await Upstreams.StartAsync(TimeSpan.Zero);
        await using var fixture = new RedisFixture();
        var redis = await fixture.StartAsync();
        string query = Query(sandbox.World.Ids("AgentSession"), await FullestAsync(sandbox, redis.Address));
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

    private static string Query(IReadOnlyList<string> known, string session)
    {
        Assert.Contains(session, known);
        return $$"""
            {
              agentSession(id: "{{session}}") {
                id status appUser {{People}} creator {{People}} dismissedBy {{People}}
                issue { identifier title state { name } assignee {{People}} creator {{People}} }
                activities(first: {{Activities}}) { nodes { id createdAt user {{People}} content { __typename } } }
              }
            }
            """;
    }

    // A session with as many activities as are asked for, an issue, and all people there may be.
    private static async Task<string> FullestAsync(Sandbox.SandboxServer sandbox, string redis)
    {
        string[] ids = [.. sandbox.World.Ids("AgentSession")];
        await using var pod = await Pod.StartAsync(sandbox, redis, new Dictionary<string, string?> { ["Redis:Prefix"] = "search:" });
        foreach (string id in ids)
        {
            using var json = JsonDocument.Parse(
                await pod.AskAsync($"{{ agentSession(id: \"{id}\") {{ issue {{ id }} creator {{ id }} dismissedBy {{ id }} activities(first: {Activities}) {{ nodes {{ id }} }} }} }}"));
            var session = json.RootElement.GetProperty("data").GetProperty("agentSession");
            if (Links.All(link => session.GetProperty(link).ValueKind == JsonValueKind.Object)
                && session.GetProperty("activities").GetProperty("nodes").GetArrayLength() == Activities)
            {
                return id;
            }
        }

        throw new InvalidOperationException("No session has enough activities.");
    }
}
