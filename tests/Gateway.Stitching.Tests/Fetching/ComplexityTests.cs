using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Fetching;

public class ComplexityTests
{
    /// <summary>What the official client selects of a session.</summary>
    private const string SessionFields = """
        url externalLinks { label url } summary sourceComment { id } status sourceMetadata updatedAt appUser { id } creator { id } comment { id }
        slugId issue { id } plan context archivedAt createdAt dismissedAt endedAt startedAt id dismissedBy { id } externalUrls externalLink type
        """;

    private static readonly GatewayModel Model = TestSchema.Model();

    [Fact]
    public void A_session_as_the_official_client_selects_it_costs_10_5_points()
    {
        var session = ColdWalk.SelectionOf(Model, $"{{ agentSession(id: \"s\") {{ {SessionFields} }} }}");

        Assert.Equal(10.5, Complexity.Object + Complexity.Of(session), 6);
    }

    [Fact]
    public void A_page_of_50_sessions_as_the_official_client_selects_it_costs_526_points()
    {
        var page = ColdWalk.SelectionOf(Model, $"{{ agentSessions(first: 50) {{ nodes {{ {SessionFields} }} pageInfo {{ endCursor hasNextPage }} }} }}");

        Assert.Equal(526, Complexity.Of(page), 0);
    }

    [Fact]
    public void An_activity_as_the_official_client_selects_it_costs_6_5_points_since_the_dearest_content_counts()
    {
        var activity = ColdWalk.SelectionOf(Model, """
            { agentActivity(id: "a") { agentSession { id } content { __typename
                ... on AgentActivityActionContent { action parameter result type } ... on AgentActivityPromptContent { body type } }
                archivedAt createdAt ephemeral id signal signalMetadata sourceComment { id } sourceMetadata updatedAt user { id } } }
            """);

        Assert.Equal(6.5, Complexity.Object + Complexity.Of(activity), 6);
    }

    [Theory]
    [InlineData("{ agentSession(id: \"s\") { id } }")]
    [InlineData("{ agentSession(id: \"s\") { __typename } }")]
    public void The_id_of_an_entity_counts_once_whether_or_not_it_was_asked_for(string document)
    {
        Assert.Equal(0.1, Complexity.Of(ColdWalk.SelectionOf(Model, document)), 6);
    }

    [Theory]
    [InlineData("", 50)]
    [InlineData("(first: 7)", 7)]
    [InlineData("(last: 9)", 9)]
    [InlineData("(first: null)", 50)]
    [InlineData("(first: -1)", 0)]
    [InlineData("(includeArchived: true)", 50)]
    public void A_page_is_as_large_as_it_says_or_50(string arguments, int size)
    {
        var page = ColdWalk.SelectionOf(Model, $"{{ agentSessions{arguments} {{ nodes {{ id }} }} }}").Fields[0];

        Assert.Equal(size, Complexity.PageSize(page));
    }

    [Fact]
    public void Pages_within_pages_multiply()
    {
        var nested = ColdWalk.SelectionOf(Model, "{ agentSessions(first: 10) { nodes { activities(first: 20) { nodes { ephemeral } } } } }");

        Assert.Equal((10 * (1 + 0.1 + (20 * (1 + 0.2)) + 1.4)) + 1.4, Complexity.Of(nested), 6);
    }
}
