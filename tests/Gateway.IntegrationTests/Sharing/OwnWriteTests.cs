using System.Globalization;
using System.Text.Json;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Sharing;

[Collection(nameof(OneAtATime))]
public class OwnWriteTests
{
    private const int Writes = 2000;

    [Fact]
    public async Task Whoever_writes_on_one_pod_reads_on_every_other_what_was_written()
    {
        await using var sandbox = await Upstreams.StartAsync(TimeSpan.Zero);
        await using var fixture = new RedisFixture();
        var redis = await fixture.StartAsync();
        await using var one = await Pod.StartWholeAsync(sandbox, redis.Address);
        await using var other = await Pod.StartWholeAsync(sandbox, redis.Address);
        await using var third = await Pod.StartWholeAsync(sandbox, redis.Address);
        Pod[] pods = [one, other, third];
        string[] sessions = [.. sandbox.World.Ids("AgentSession").Take(3)];
        List<string> old = [];
        int warned = 0;

        for (int i = 0; i < Writes; i++)
        {
            string session = sessions[i % sessions.Length];
            var writer = pods[i % pods.Length];
            var reader = pods[(i + 1 + (i / pods.Length % 2)) % pods.Length];
            await reader.AskAsync(Read(session));
            var (expected, isWarned) = await WriteAsync(writer, session, i);
            string seen = await reader.AskAsync(Read(session));
            warned += isWarned ? 1 : 0;
            if (!seen.Contains(expected, StringComparison.Ordinal))
            {
                old.Add($"write {i}: {expected} is not in {seen}");
            }
        }

        Assert.True(old.Count == 0, $"{old.Count} of {Writes} reads were old\n{string.Join('\n', old)}");
        Assert.Equal(0, warned);
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

    /// <returns>What must be in the next read, unless the answer warns that it may not be.</returns>
    private static async Task<(string Expected, bool IsWarned)> WriteAsync(Pod pod, string session, int number)
    {
        if (number % 3 > 0)
        {
            string linked = await pod.AskAsync(Link(session, number));
            return (string.Create(CultureInfo.InvariantCulture, $"https://write/{number}\""), IsWarned(linked));
        }

        string answer = await pod.AskAsync(
            $"mutation {{ it: agentActivityCreate(input: {{ agentSessionId: \"{session}\", content: {{ type: \"thought\", body: \"x\" }} }}) {{ agentActivity {{ id }} }} }}");
        using var json = JsonDocument.Parse(answer);
        return (json.RootElement.GetProperty("data").GetProperty("it").GetProperty("agentActivity").GetProperty("id").GetString()!, IsWarned(answer));
    }

    private static bool IsWarned(string answer) => answer.Contains("INVALIDATION_INCOMPLETE", StringComparison.Ordinal);

    private static string Link(string session, int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"mutation {{ agentSessionUpdate(id: \"{session}\", input: {{ externalLink: \"https://write/{number}\" }}) {{ success }} }}");

    private static string Read(string session) =>
        $"{{ agentSession(id: \"{session}\") {{ externalLink activities(first: 1) {{ nodes {{ id }} }} }} }}";
}
