using System.Text.Json;
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
        int seed = int.TryParse(Environment.GetEnvironmentVariable("SEED"), out int given) ? given : 20261122;
        var documents = new RandomDocuments(TestSchema.Slice, seed, gateway.Sandbox.World.Ids);
        var differences = new List<string>();
        int asked = 0;
        while (asked < 500)
        {
            var (document, variables) = documents.Next();
            string expected = await gateway.AskUpstreamAsync(document, variables);
            if (!HasData(expected))
            {
                Assert.Contains("too complex", expected, StringComparison.Ordinal);
                continue;
            }

            asked++;
            foreach (string pass in new[] { "cold", "warm" })
            {
                string actual = await gateway.AskAsync(document, variables);
                if (Difference(expected, actual) is { } difference)
                {
                    differences.Add($"seed {seed}, query {asked}, {pass}: {difference}\n{document}\n{variables}");
                    break;
                }
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {asked} differ\n{string.Join("\n\n", differences.Take(5))}");
    }

    private static bool HasData(string response)
    {
        using var json = JsonDocument.Parse(response);
        return json.RootElement.TryGetProperty("data", out _);
    }

    private static string? Difference(string expected, string actual)
    {
        using var left = JsonDocument.Parse(expected);
        using var right = JsonDocument.Parse(actual);
        return Compare(left, right, "data") ?? Compare(left, right, "errors");
    }

    private static string? Compare(JsonDocument expected, JsonDocument actual, string part)
    {
        string left = expected.RootElement.TryGetProperty(part, out var a) ? a.GetRawText() : "absent";
        string right = actual.RootElement.TryGetProperty(part, out var b) ? b.GetRawText() : "absent";
        if (left == right)
        {
            return null;
        }

        int at = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        int from = Math.Max(0, at - 150);
        return $"{part} at {at}\n  upstream: {Cut(left, from)}\n  gateway:  {Cut(right, from)}";
    }

    private static string Cut(string text, int from) => text.Substring(from, Math.Min(text.Length - from, 400));
}
