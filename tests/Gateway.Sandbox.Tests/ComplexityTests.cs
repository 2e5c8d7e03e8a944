using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;
using Gateway.Sandbox.Limiting;

namespace Gateway.Sandbox.Tests;

public sealed class ComplexityTests
{
    private const string Session = """
        __typename plan summary externalLinks { __typename label url } sourceMetadata externalLink url slugId appUser { id } sourceComment { id }
        comment { id } status context creator { id } issue { id } updatedAt dismissedAt archivedAt createdAt endedAt startedAt id
        dismissedBy { id } externalUrls type
        """;

    [Theory]
    [InlineData("{ viewer { id name } }", 2)]
    [InlineData("{ viewer { assignedIssues { nodes { id title createdAt } } } }", 66)]
    [InlineData("{ viewer { assignedIssues(first: 10) { nodes { id title createdAt } } } }", 14)]
    [InlineData("query($n: Int) { viewer { assignedIssues(last: $n) { nodes { id title createdAt } } } }", 14)]
    public void The_documented_examples_cost_what_the_documentation_says(string query, int cost)
    {
        Assert.Equal(cost, Math.Ceiling(Cost(query)));
    }

    [Theory]
    [InlineData("{ agentSession(id: \"x\") { $ } }", 10.5)]
    [InlineData("{ agentSessions(first: 250) { nodes { $ } pageInfo { startCursor endCursor hasPreviousPage hasNextPage } } }", 2626.4)]
    [InlineData("{ issues(first: 250) { nodes { id children(first: 50) { nodes { id } } } } }", 14025)]
    [InlineData("{ __schema { types { name } } }", 0)]
    [InlineData("{ a: viewer { id } b: viewer { id } }", 2.2)]
    public void Known_documents_cost_what_was_computed_or_measured_elsewhere(string query, double cost)
    {
        Assert.Equal(cost, Cost(query.Replace("$", Session)));
    }

    [Fact]
    public void Of_an_abstract_type_the_dearest_member_counts()
    {
        double cost = Cost("""
            { agentActivity(id: "x") { content {
                ... on AgentActivityThoughtContent { body }
                ... on AgentActivityActionContent { action parameter result }
            } } }
            """);

        Assert.Equal(2.3, cost);
    }

    private static double Cost(string query)
    {
        var schema = SandboxFixture.Schema;
        var document = new PlanCache(schema, DocumentLimits.Request, 1 << 20).Get(Encoding.UTF8.GetBytes(query));
        Assert.True(document.TryGetOperation(null, out var plan, out _));
        using var variables = JsonDocument.Parse("{\"n\":10}");
        var values = VariableCoercion.Coerce(plan.Variables, variables.RootElement, plan.Source).Values!;
        return SandboxComplexity.Of(plan.Variant(values)!, values);
    }
}
