using System.Globalization;
using System.Text.Json;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Sharing;

[Collection(nameof(OneAtATime))]
public class OwnWriteTests
{
    private const int Writes = 300;

    [Fact]
    public async Task Whoever_writes_on_one_pod_reads_on_another_at_once_what_was_written()
    {
        await using var sandbox = await Upstreams.StartAsync(TimeSpan.Zero);
        await using var fixture = new RedisFixture();
        var redis = await fixture.StartAsync();
        await using var one = await Pod.StartWholeAsync(sandbox, redis.Address);
        await using var other = await Pod.StartWholeAsync(sandbox, redis.Address);
        string[] sessions = [.. sandbox.World.Ids("AgentSession").Take(3)];
        int old = 0;

        for (int i = 0; i < Writes; i++)
        {
            string session = sessions[i % sessions.Length];
            var (writer, reader) = i % 2 == 0 ? (one, other) : (other, one);
            await reader.AskAsync(Read(session));
            string expected = await WriteAsync(writer, session, i);
            string seen = await reader.AskAsync(Read(session));
            old += seen.Contains(expected, StringComparison.Ordinal) ? 0 : 1;
        }

        Assert.Equal(0, old);
    }

    [Fact]
    public async Task While_redis_is_away_a_mutation_is_answered_with_a_warning_and_all_pods_forget_once_it_is_back()
    {
        await using var sandbox = await Upstreams.StartAsync(TimeSpan.Zero);
        await using var fixture = new RedisFixture();
        var redis = await fixture.StartAsync();
        await using var pod = await Pod.StartWholeAsync(sandbox, redis.Address);
        string session = sandbox.World.Ids("AgentSession")[0];
        await redis.KillAsync();
        await pod.WaitForAsync(health => health != PodHealth.Whole, "it is on its own");

        string answer = await pod.AskAsync(Link(session, 1));
        await redis.RestartAsync(keepData: true);
        await pod.WaitForAsync(_ => pod.Log.Contains("marked as old on all pods again", StringComparison.Ordinal), "what it owes is written");

        Assert.Contains("\"success\":true", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"INVALIDATION_INCOMPLETE\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("INVALIDATION_INCOMPLETE", await pod.AskAsync(Link(session, 2)), StringComparison.Ordinal);
    }

    /// <returns>What must be in the next read.</returns>
    private static async Task<string> WriteAsync(Pod pod, string session, int number)
    {
        if (number % 3 > 0)
        {
            await pod.AskAsync(Link(session, number));
            return string.Create(CultureInfo.InvariantCulture, $"https://write/{number}\"");
        }

        string answer = await pod.AskAsync(
            $"mutation {{ it: agentActivityCreate(input: {{ agentSessionId: \"{session}\", content: {{ type: \"thought\", body: \"x\" }} }}) {{ agentActivity {{ id }} }} }}");
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.GetProperty("data").GetProperty("it").GetProperty("agentActivity").GetProperty("id").GetString()!;
    }

    private static string Link(string session, int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"mutation {{ agentSessionUpdate(id: \"{session}\", input: {{ externalLink: \"https://write/{number}\" }}) {{ success }} }}");

    private static string Read(string session) =>
        $"{{ agentSession(id: \"{session}\") {{ externalLink activities(first: 1) {{ nodes {{ id }} }} }} }}";
}
