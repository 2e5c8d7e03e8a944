using System.Globalization;
using Gateway.Sandbox;
using Gateway.Stitching.Fetching;
using Gateway.Testing;

namespace Gateway.IntegrationTests;

/// <summary>What is too dear for one request is answered all the same, and never sent as it is.</summary>
public class SplittingPropertyTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(150)]
    public async Task Random_queries_over_the_limit_of_one_request_are_answered_as_an_upstream_without_a_limit_does(int limit)
    {
        await using var beside = await StartAsync(int.MaxValue, new FetchOptions());
        await using var gateway = await StartAsync(limit, new FetchOptions { MaxComplexity = limit / 2.0, RequestComplexity = limit, WideningComplexity = limit / 3.0 });
        int seed = Answers.Seed;
        var documents = new RandomDocuments(TestSchema.Slice, seed, gateway.Sandbox.World.Ids);
        var differences = new List<string>();
        int asked = 0;
        int refused = 0;
        while (asked < 40)
        {
            var (document, variables) = documents.Next();
            if (!(await gateway.AskUpstreamAsync(document, variables)).Contains("too complex", StringComparison.Ordinal))
            {
                continue;
            }

            asked++;
            long refusals = gateway.Sandbox.Statistics.Refused;
            string expected = await beside.AskUpstreamAsync(document, variables);
            string actual = await gateway.AskAsync(document, variables);
            Assert.Equal(refusals, gateway.Sandbox.Statistics.Refused);
            if (actual.Contains("Query too complex", StringComparison.Ordinal))
            {
                refused++;
            }
            else if (Answers.Difference(expected, actual) is { } difference)
            {
                differences.Add($"seed {seed}, query {asked}: {difference}\n{document}\n{variables}");
            }
        }

        TestContext.Current.SendDiagnosticMessage("{0} of {1} could not be split, {2} requests", refused, asked, gateway.Upstream.Sent.Count);
        Assert.True(differences.Count == 0, $"{differences.Count} of {asked} differ\n{string.Join("\n\n", differences.Take(5))}");
        Assert.True(refused < asked / 10, string.Create(CultureInfo.InvariantCulture, $"{refused} of {asked} were refused, seed {seed}"));
    }

    [Theory]
    [InlineData("agentSession(id: ID) { summary activities(first: 250) { nodes { id agentSession { activities(first: 50) { nodes { ephemeral user { name } } } } } } }")]
    [InlineData("agentSessions(first: 250) { nodes { status issue { title comments(first: 50) { nodes { body user { name } } } } } pageInfo { endCursor } }")]
    [InlineData("agentSessions(first: 100) { edges { cursor node { activities(first: 100) { edges { cursor node { content { __typename } } } } } } }")]
    public async Task What_the_upstream_refuses_for_its_cost_is_answered_in_parts(string field)
    {
        await using var beside = await StartAsync(int.MaxValue, new FetchOptions());
        await using var gateway = await StartAsync(10_000, new FetchOptions());
        string document = $"{{ {field.Replace("ID", $"\"{gateway.Sandbox.World.Ids("AgentSession")[3]}\"", StringComparison.Ordinal)} }}";
        string refused = await gateway.AskUpstreamAsync(document);

        string answer = await gateway.AskAsync(document);

        Assert.Contains("too complex", refused, StringComparison.Ordinal);
        Assert.Null(Answers.Difference(await beside.AskUpstreamAsync(document), answer));
        Assert.Equal(1, gateway.Sandbox.Statistics.Refused);
        TestContext.Current.SendDiagnosticMessage("{0} requests", gateway.Upstream.Sent.Count);
    }

    private static Task<SandboxGateway> StartAsync(int limit, FetchOptions options) => SandboxGateway.StartAsync(
        new SandboxOptions { RequestLimit = 1_000_000, ComplexityLimit = int.MaxValue, MaxComplexity = limit }, options);
}
