using System.Text.Json;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Tests.Fetching;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Costs;

public class UpstreamCostTests
{
    private static readonly GatewayModel Model = TestSchema.Model();

    [Theory]
    [InlineData("{ viewer { id name teamMemberships(first: 0) { nodes { id } } } }", 1.2)]
    [InlineData("{ viewer { assignedIssues { nodes { id title createdAt } } } }", 66)]
    [InlineData("{ viewer { assignedIssues(first: 10) { nodes { id title createdAt } } } }", 14)]
    [InlineData("{ issues(first: 250) { nodes { id children(first: 50) { nodes { id } } } } }", 14_025)]
    [InlineData("{ issues(last: 10) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }", 23.2)]
    [InlineData("{ viewer { __typename id } __schema { types { name } } __typename }", 1.1)]
    [InlineData("{ a: viewer { id } b: viewer { id } viewer { id } viewer { id name } }", 3.4)]
    public void A_document_costs_what_the_upstream_charges(string document, double points)
    {
        Assert.InRange(Pricing.Of(Model, document).Total, points - 1, points);
        Assert.Equal(points, Math.Ceiling(Pricing.Of(Model, document).Total * 10) / 10, 1);
    }

    [Fact]
    public void Of_an_abstract_type_the_dearest_member_counts()
    {
        double points = Pricing.Of(Model, """
            { agentActivity(id: "x") { content {
                ... on AgentActivityThoughtContent { body }
                ... on AgentActivityActionContent { action parameter result }
            } } }
            """).Total;

        Assert.Equal(2.3, points);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_a_fetch_was_predicted_to_cost_is_what_its_document_costs(int seed)
    {
        var documents = new RandomDocuments(Model.Schema, seed, _ => ["00000000-0000-4000-8000-000000000001"]);
        var packer = new BatchPacker(Model, new FetchOptions(), TimeProvider.System);
        int compared = 0;
        for (int i = 0; i < 400; i++)
        {
            var (document, variables) = documents.Next();
            foreach (var booking in ColdWalk.Of(Model, document, variables))
            {
                var need = new Need(booking.Key, booking.Selection.Copy()) { IsSingle = true };
                using var sent = JsonDocument.Parse(packer.Pack([need], isWidened: i % 2 == 0).Body);
                string text = sent.RootElement.GetProperty("query").GetString()!;
                if (text.Contains("edges{", StringComparison.Ordinal))
                {
                    // Each edge is an object with a cursor, which the prediction leaves out.
                    continue;
                }

                double predicted = need.RootField is null
                    ? Complexity.Object + Complexity.Of(need.Coverage!)
                    : Complexity.Of(need.Coverage!.Fields[0]);
                double actual = Pricing.Of(Model, text, sent.RootElement.GetProperty("variables").GetRawText()).Total;
                Assert.True(Math.Abs(predicted - actual) < 0.01, $"seed {seed}, {i}: predicted {predicted}, costs {actual}\n{text}");
                compared++;
            }
        }

        Assert.InRange(compared, 400, int.MaxValue);
    }

    [Fact]
    public void The_largest_page_that_the_official_client_asks_for_is_taken_and_twice_the_upstreams_own_limit_is_the_most()
    {
        // 250 children of an issue with all that the client selects of each; measured over all of its documents that the slice can answer.
        const double LargestPage = 10_452.4;

        Assert.InRange(new LimitsOptions().Cost, LargestPage, 2 * 10_000);
    }
}
