using System.Globalization;
using Gateway.Sandbox;
using Gateway.Stitching.Fetching;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Fetching;

public class RandomScheduleTests
{
    private const int Entities = 6;

    private static readonly string[] Shapes =
    [
        "{{ issue(id: \"{0}\") {{ title }} }}",
        "{{ issue(id: \"{0}\") {{ title state {{ name }} comments(first: 2) {{ nodes {{ body }} }} }} }}",
        "{{ issues(filter: {{ id: {{ in: [\"{0}\"] }} }}) {{ nodes {{ title assignee {{ name }} }} }} }}",
    ];

    [Fact]
    public async Task No_read_is_older_than_the_last_change_that_was_acknowledged_before_it_began()
    {
        await using var gateway = await SandboxGateway.StartAsync(
            new SandboxOptions { Sessions = 20, LatencyMax = TimeSpan.FromMilliseconds(12), RequestLimit = 1_000_000, ComplexityLimit = int.MaxValue },
            new FetchOptions());
        int seed = int.TryParse(Environment.GetEnvironmentVariable("SEED"), out int given) ? given : 7;
        string[] issues = [.. gateway.Sandbox.World.Ids("Issue").Take(Entities)];
        int[] acknowledged = new int[Entities];
        int reads = 0;
        var violations = new List<string>();
        using var stop = new CancellationTokenSource();

        var readers = Enumerable.Range(0, 8).Select(reader => Task.Run(async () =>
        {
            var random = new Random(seed + reader);
            while (!stop.IsCancellationRequested)
            {
                int entity = random.Next(Entities);
                int expected = Volatile.Read(ref acknowledged[entity]);
                string answer = await gateway.AskAsync(
                    string.Format(CultureInfo.InvariantCulture, Shapes[random.Next(Shapes.Length)], issues[entity]));
                int version = Version(answer);
                Interlocked.Increment(ref reads);
                if (version < expected)
                {
                    lock (violations)
                    {
                        violations.Add($"seed {seed}: issue {entity} had version {version}, {expected} was acknowledged: {answer}");
                    }
                }
            }
        })).ToArray();

        var changes = new Random(seed);
        for (int version = 1; version <= 400; version++)
        {
            int entity = changes.Next(Entities);
            await gateway.ChangeAsync(SandboxCommand.Of("Issue", "update", issues[entity], new { title = $"version {version}" }));
            Volatile.Write(ref acknowledged[entity], version);
            await Task.Delay(TimeSpan.FromMilliseconds(changes.Next(6)), TimeProvider.System, CancellationToken.None);
        }

        await stop.CancelAsync();
        await Task.WhenAll(readers);

        Assert.True(violations.Count == 0, string.Join('\n', violations.Take(5)));
        Assert.True(reads > 100, $"only {reads} reads");
    }

    private static int Version(string answer)
    {
        const string mark = "\"title\":\"version ";
        int at = answer.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? 0 : int.Parse(answer.AsSpan(at + mark.Length, answer.IndexOf('"', at + mark.Length) - at - mark.Length), CultureInfo.InvariantCulture);
    }
}
