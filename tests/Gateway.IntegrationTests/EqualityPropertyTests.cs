using Gateway.Sandbox;
using Gateway.Stitching.Fetching;
using Gateway.Testing;

namespace Gateway.IntegrationTests;

public class EqualityPropertyTests
{
    [Fact]
    public async Task The_gateway_answers_random_queries_as_the_upstream_does_cold_and_warm()
    {
        await using var gateway = await SandboxGateway.StartAsync(
            new SandboxOptions { RequestLimit = 1_000_000, ComplexityLimit = int.MaxValue }, new FetchOptions());
        int seed = Answers.Seed;
        var documents = new RandomDocuments(TestSchema.Slice, seed, gateway.Sandbox.World.Ids);
        var differences = new List<string>();
        int asked = 0;
        while (asked < 500)
        {
            var (document, variables) = documents.Next();
            string expected = await gateway.AskUpstreamAsync(document, variables);
            if (!Answers.HasData(expected))
            {
                Assert.Contains("too complex", expected, StringComparison.Ordinal);
                continue;
            }

            asked++;
            foreach (string pass in new[] { "cold", "warm" })
            {
                string actual = await gateway.AskAsync(document, variables);
                if (Answers.Difference(expected, actual) is { } difference)
                {
                    differences.Add($"seed {seed}, query {asked}, {pass}: {difference}\n{document}\n{variables}");
                    break;
                }
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {asked} differ\n{string.Join("\n\n", differences.Take(5))}");
    }

    [Fact]
    public async Task No_answer_is_old_right_after_a_change_and_its_webhook()
    {
        await using var gateway = await SandboxGateway.StartAsync(
            new SandboxOptions { RequestLimit = 1_000_000, ComplexityLimit = int.MaxValue }, new FetchOptions());
        int seed = Answers.Seed;
        var documents = new RandomDocuments(TestSchema.Slice, seed, gateway.Sandbox.World.Ids);
        var changes = new RandomChanges(gateway.Sandbox.World, seed);
        var random = new Random(seed);
        var warm = new List<(string Document, string Variables)>();
        while (warm.Count < 150)
        {
            var request = documents.Next();
            if (Answers.HasData(await gateway.AskUpstreamAsync(request.Document, request.Variables)))
            {
                warm.Add(request);
                await gateway.AskAsync(request.Document, request.Variables);
            }
        }

        int applied = 0;
        var differences = new List<string>();
        for (int i = 0; i < 150; i++)
        {
            var command = changes.Next();
            applied += await gateway.ChangeAsync(command) is null ? 0 : 1;
            for (int j = 0; j < 5; j++)
            {
                var (document, variables) = warm[random.Next(warm.Count)];
                string expected = await gateway.AskUpstreamAsync(document, variables);
                if (Answers.Difference(expected, await gateway.AskAsync(document, variables)) is { } difference)
                {
                    differences.Add($"seed {seed}, change {i} ({command.Action} {command.Type} {command.Id}): {difference}\n{document}\n{variables}");
                }
            }
        }

        Assert.True(applied > 100, $"only {applied} changes were possible");
        Assert.True(differences.Count == 0, $"{differences.Count} differ\n{string.Join("\n\n", differences.Take(5))}");
    }
}
