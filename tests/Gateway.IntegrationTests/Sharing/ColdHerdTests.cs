using System.Text.RegularExpressions;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Sharing;

[Collection(nameof(OneAtATime))]
public partial class ColdHerdTests
{
    private const int Pods = 3;
    private const int CallersPerPod = 20;

    // In how many pieces the callers ask for everything.
    private static readonly int[] Sizes = [1, 7, 50, 50];

    // Who fetches is what is measured, not how fast the machine is: on a slow one a pod would take Redis, or another pod, for dead.
    private static readonly Dictionary<string, string?> Patient = new()
    {
        ["Redis:CallTimeout"] = "00:00:03",
        ["Redis:Lease"] = "00:00:10",
        ["Fetch:ClaimPatience"] = "00:00:10",
    };

    [Fact]
    public async Task What_all_callers_of_all_pods_want_at_once_is_fetched_once()
    {
        // A pod that the machine starves falls out of step with the others, says so, and rightly fetches for itself: that is another test's subject.
        for (int attempt = 1; !await TryMeasureAsync(); attempt++)
        {
            Assert.True(attempt < 4, "The machine is too busy: pods fell out of step in each of four attempts.");
        }
    }

    /// <returns>Whether the pods were in step all the while.</returns>
    private static async Task<bool> TryMeasureAsync()
    {
        await using var sandbox = await Upstreams.StartAsync(TimeSpan.FromMilliseconds(120));
        await using var fixture = new RedisFixture();
        var redis = await fixture.StartAsync();
        var pods = await Task.WhenAll(Enumerable.Range(0, Pods).Select(_ => Pod.StartWholeAsync(sandbox, redis.Address, Patient)));
        await using var monitor = await redis.MonitorAsync();
        (string Field, string Id)[] entities =
        [
            .. sandbox.World.Ids("Issue").Take(120).Select(id => ("issue", id)),
            .. sandbox.World.Ids("Comment").Take(50).Select(id => ("comment", id)),
            .. sandbox.World.Ids("AgentSession").Take(30).Select(id => ("agentSession", id)),
        ];

        // What is measured is who fetches, not how long a program takes to be compiled: each pod has answered before, of other entities.
        (string, string)[] others = [.. sandbox.World.Ids("Issue").Skip(150).Take(60).Select(id => ("issue", id))];
        await Task.WhenAll(pods.Select(pod => AskForAllAsync(pod, others, caller: 2)));
        await Task.WhenAll(
            from pod in pods
            from caller in Enumerable.Range(0, CallersPerPod)
            select Task.Run(() => AskForAllAsync(pod, entities, caller)));

        var fetches = Fetches(pods, entities);
        string report = $"{fetches.Values.Sum()} fetches of {entities.Length} entities in {pods.Sum(pod => pod.Upstream.Sent.Count)} requests; "
            + $"times each: {string.Join(", ", fetches.CountBy(entity => entity.Value).Select(times => $"{times.Key}: {times.Value} entities"))}";
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        bool wereInStep = pods.All(pod => !pod.Log.Contains("Warning", StringComparison.Ordinal));
        Assert.All(fetches, entity => Assert.True(entity.Value >= 1, $"{entity.Key} was never fetched"));
        Assert.True(
            fetches.Values.Sum() <= entities.Length * 1.02 || !wereInStep, $"{report}\n{string.Join("\n", pods.Select(pod => pod.Log))}");
        Assert.Empty(MonitorLines.Harmful(await monitor.CatchUpAsync()));
        foreach (var pod in pods)
        {
            await pod.DisposeAsync();
        }

        return wereInStep;
    }

    /// <summary>Asks in pieces of one of the sizes, each caller in an order of its own, and checks that each piece is answered in full.</summary>
    private static async Task AskForAllAsync(Pod pod, (string Field, string Id)[] entities, int caller)
    {
        var random = new Random(caller);
        foreach (var piece in entities.OrderBy(_ => random.Next()).Chunk(Sizes[caller % Sizes.Length]))
        {
            string fields = string.Join(' ', piece.Select((entity, i) => $"a{i}: {entity.Field}(id: \"{entity.Id}\") {{ id createdAt }}"));
            string answer = await pod.AskAsync($"{{ {fields} }}");
            Assert.All(piece, entity => Assert.Contains(entity.Id, answer, StringComparison.Ordinal));
        }
    }

    // An id stands in an upstream request where its entity is looked up, and nowhere else.
    private static Dictionary<string, int> Fetches(Pod[] pods, (string Field, string Id)[] entities)
    {
        var fetches = entities.ToDictionary(entity => entity.Id, _ => 0);
        foreach (string id in pods.SelectMany(pod => pod.Upstream.Sent).SelectMany(body => Id().Matches(body)).Select(match => match.Value))
        {
            if (fetches.TryGetValue(id, out int count))
            {
                fetches[id] = count + 1;
            }
        }

        return fetches;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
