using Gateway.GraphQL.Types;
using Gateway.Stitching.Drifting;
using Gateway.Testing.Inventing;

namespace Gateway.Stitching.Tests.Drifting;

public class VanishedMutationTests
{
    private const string Now = """
        type Query { a: Int }
        type Done { success: Boolean! }
        type Mutation { delete(id: String!): Done! }
        """;

    private static readonly string Served = Now.Replace("String!)", "String!, dryRun: Boolean)", StringComparison.Ordinal);

    [Fact]
    public async Task A_mutation_is_not_sent_without_an_argument_that_the_upstream_takes_no_more()
    {
        var gateway = Lacking();

        string answer = await gateway.AskAsync("mutation { delete(id: \"x\", dryRun: true) { success } }");

        Assert.Equal(0, gateway.Upstream.Requests);
        Assert.Contains("The upstream does not offer Mutation.delete any more, or not with these arguments.", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mutation_that_does_without_it_is_sent()
    {
        var gateway = Lacking();

        string answer = await gateway.AskAsync("mutation { delete(id: \"x\") { success } }");

        Assert.Equal(1, gateway.Upstream.Requests);
        Assert.DoesNotContain("errors", answer, StringComparison.Ordinal);
    }

    private static InventedGateway Lacking()
    {
        var gateway = InventedGateway.Over(Served, seed: 1);
        Schema now = InventedGateway.BuildSchema(Now);
        gateway.Model.Drift.Vanished = new DriftComparer(gateway.Model, InventedGateway.BuildSchema(Served), now).Compare();
        return gateway;
    }
}
