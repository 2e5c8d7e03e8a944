using Gateway.Linear.Feed;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Tests.Mapping;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Feeding;

public sealed class FeedPlanTests
{
    private const string Directives = """
        directive @listensTo(field: String!, select: String!, event: String!, action: String!) repeatable on SCHEMA
        directive @sweep(query: String!) on SCHEMA
        type Session @key @invalidatedBy(event: "Session", id: "data.id") { id: ID! }
        type Issue @key @invalidatedBy(event: "Session", id: "data.issue.id") { id: ID! }
        type Query { session: Session issue: Issue }

        """;

    [Fact]
    public void The_gateway_listens_to_what_no_webhook_tells()
    {
        var plan = TestSchema.Model().Feed;

        Assert.Equal(
            ["agentSessionCreated", "agentSessionUpdated", "agentActivityCreated", "agentActivityUpdated", "agentActivityArchived"],
            plan.Queries.Select(query => query.Field));
        Assert.Equal(["AgentActivity", "AgentSession"], plan.Suspects);
    }

    [Fact]
    public void After_a_gap_all_types_are_suspect_of_which_an_event_makes_entities_old()
    {
        var plan = Build("""extend schema @listensTo(field: "changed", select: "id", event: "Session", action: "update")""", out var problems).Feed;

        Assert.Empty(problems);
        Assert.Equal(new FeedQuery("changed", "id"), Assert.Single(plan.Queries));
        Assert.Equal("subscription { changed { id } }", plan.Queries[0].Document);
        Assert.Equal(["Issue", "Session"], plan.Suspects);
    }

    [Theory]
    [InlineData("""@listensTo(field: "changed", select: "id }", event: "Session", action: "update")""", "is no selection")]
    [InlineData("""@listensTo(field: "changed { id } other", select: "id", event: "Session", action: "update")""", "is no selection")]
    [InlineData("""@listensTo(field: "changed", select: "id", event: "", action: "update")""", "must name")]
    [InlineData("""@sweep(query: "mutation { forget }")""", "is no query")]
    [InlineData("""@sweep(query: "{ session {")""", "is no query")]
    public void What_cannot_be_sent_is_a_problem(string directive, string problem)
    {
        Build($"extend schema {directive}", out var problems);

        Assert.Contains(problem, Assert.Single(problems), StringComparison.Ordinal);
    }

    private static GatewayModel Build(string extension, out IReadOnlyList<string> problems) => SmallSchema.Build(Directives + extension, out problems);
}
