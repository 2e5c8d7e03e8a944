using Gateway.Testing;
using Gateway.Testing.Inventing;

namespace Gateway.IntegrationTests;

/// <summary>What the gateway serves of a whole schema is what the upstream says, whatever is in it.</summary>
public class FullSchemaPropertyTests
{
    [Fact]
    public Task Random_queries_over_a_large_schema_are_answered_as_the_upstream_does() => CompareAsync(LargeSchema.Sdl(kinds: 108), 300);

    [Fact]
    public Task Random_queries_over_a_schema_of_every_shape_are_answered_as_the_upstream_does() => CompareAsync(OddSchema.Sdl, 300);

    // By hand: FULL_SCHEMA=FILE names the schema as it is published, and -explicit on lets it run.
    [Fact(Explicit = true)]
    public async Task Random_queries_over_a_schema_that_is_named_are_answered_as_the_upstream_does()
    {
        string path = Environment.GetEnvironmentVariable("FULL_SCHEMA")!;
        await CompareAsync(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), 2000, TestSchema.Extensions);
    }

    private static async Task CompareAsync(string sdl, int queries, params string[] extensions)
    {
        int seed = Answers.Seed;
        var gateway = InventedGateway.Over(sdl, seed, extensions);
        var documents = new RandomQueries(gateway.Upstream.Schema, seed, gateway.Upstream.Ids);
        var asked = new List<(string Document, string Expected)>();
        var differences = new List<string>();
        while (asked.Count < queries)
        {
            string document = documents.Next();
            string expected = gateway.Upstream.Ask(document);
            Assert.True(Answers.HasData(expected), $"{expected}\n{document}");
            asked.Add((document, expected));
            foreach (string pass in new[] { "cold", "warm" })
            {
                await AskAsync(document, expected, pass);
            }
        }

        // By now other queries have asked for other parts of the same objects.
        foreach (var (document, expected) in asked)
        {
            await AskAsync(document, expected, "again");
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {queries} differ\n{string.Join("\n\n", differences.Take(5))}");
        TestContext.Current.SendDiagnosticMessage($"{queries} queries, {gateway.Upstream.Requests} requests");

        async Task AskAsync(string document, string expected, string pass)
        {
            if (Answers.Difference(expected, await gateway.AskAsync(document)) is { } difference)
            {
                differences.Add($"seed {seed}, {pass}: {difference}\n{document}");
            }
        }
    }
}
