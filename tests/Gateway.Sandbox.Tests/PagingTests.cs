using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Tests;

public sealed class PagingTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Theory]
    [InlineData("agentSessions", "AgentSession", 250)]
    [InlineData("agentSessions", "AgentSession", 7)]
    [InlineData("issues", "Issue", 33)]
    [InlineData("teams", "Team", 1)]
    public async Task Pages_from_the_front_make_up_the_whole(string field, string type, int size)
    {
        List<string> walked = [];
        string arguments = "";
        JsonNode page;
        do
        {
            page = await PageAsync($"{field}(first: {size}, includeArchived: true{arguments})");
            walked.AddRange(Ids(page));
            arguments = $", after: \"{page["pageInfo"]!["endCursor"]}\"";
        }
        while ((bool)page["pageInfo"]!["hasNextPage"]!);

        Assert.Equal(sandbox.Server.World.Ids(type), walked);
    }

    [Theory]
    [InlineData("agentSessions", "AgentSession", 100)]
    [InlineData("users", "User", 9)]
    public async Task Pages_from_the_back_make_up_the_whole(string field, string type, int size)
    {
        List<string> walked = [];
        string more = field == "users" ? ", includeDisabled: true" : "";
        string arguments = "";
        JsonNode page;
        do
        {
            page = await PageAsync($"{field}(last: {size}, includeArchived: true{more}{arguments})");
            walked.InsertRange(0, Ids(page));
            arguments = $", before: \"{page["pageInfo"]!["startCursor"]}\"";
        }
        while ((bool)page["pageInfo"]!["hasPreviousPage"]!);

        Assert.Equal(sandbox.Server.World.Ids(type), walked);
    }

    [Fact]
    public async Task The_last_ones_are_the_oldest_in_the_same_order()
    {
        var page = await PageAsync("comments(last: 3, includeArchived: true)");

        Assert.Equal(sandbox.Server.World.Ids("Comment").TakeLast(3), Ids(page));
        Assert.False((bool)page["pageInfo"]!["hasNextPage"]!);
        Assert.True((bool)page["pageInfo"]!["hasPreviousPage"]!);
    }

    [Fact]
    public async Task Without_a_size_a_page_has_fifty_and_without_asking_no_archived_ones()
    {
        var page = await PageAsync("agentSessions");
        var all = await SandboxFixture.AllAsync(sandbox.Server, "agentSessions", "", "id archivedAt");

        Assert.Equal(50, Ids(page).Count);
        Assert.All(all, session => Assert.Null(session["archivedAt"]));
        Assert.InRange(all.Count, 900, 999);
    }

    [Fact]
    public async Task Users_hide_the_suspended_unless_asked_for()
    {
        var some = await SandboxFixture.AllAsync(sandbox.Server, "users", "", "active");
        var more = await SandboxFixture.AllAsync(sandbox.Server, "users", ", includeDisabled: true", "active");

        Assert.All(some, user => Assert.True((bool)user["active"]!));
        Assert.Contains(more, user => !(bool)user["active"]!);
    }

    [Fact]
    public async Task Lists_can_be_ordered_by_the_last_change()
    {
        var all = await SandboxFixture.AllAsync(sandbox.Server, "issues", ", orderBy: updatedAt", "updatedAt");

        var times = all.Select(issue => (string)issue["updatedAt"]!).ToList();
        Assert.Equal(times.OrderDescending(StringComparer.Ordinal), times);
    }

    [Theory]
    [InlineData("first: 251", "first must not be greater than 250", "max")]
    [InlineData("last: 0", "last must not be less than 1", "min")]
    [InlineData("after: \"???\"", "after must be a valid cursor", "isCursor")]
    public async Task Bad_page_arguments_are_refused_as_the_upstream_does(string arguments, string message, string constraint)
    {
        var answer = await sandbox.AskAsync($"{{ agentSessions({arguments}) {{ nodes {{ id }} }} }}");

        var error = answer["errors"]![0]!;
        var problem = error["extensions"]!["validationErrors"]![0]!;
        Assert.Equal("Argument Validation Error", (string?)error["message"]);
        Assert.Equal("INVALID_INPUT", (string?)error["extensions"]!["code"]);
        Assert.Equal(message, (string?)problem["constraints"]![constraint]);
        Assert.Null(answer["data"]);
    }

    [Fact]
    public async Task Edges_carry_the_nodes_and_their_cursors()
    {
        var page = await sandbox.AskAsync("{ issues(first: 4) { nodes { id } edges { cursor node { id } } pageInfo { startCursor endCursor } } }");

        var issues = page["data"]!["issues"]!;
        var edges = issues["edges"]!.AsArray();
        Assert.Equal(Ids(issues), edges.Select(edge => (string)edge!["node"]!["id"]!));
        Assert.Equal((string?)issues["pageInfo"]!["startCursor"], (string?)edges[0]!["cursor"]);
        Assert.Equal((string?)issues["pageInfo"]!["endCursor"], (string?)edges[^1]!["cursor"]);
    }

    private async Task<JsonNode> PageAsync(string field)
    {
        const string Info = "hasNextPage hasPreviousPage startCursor endCursor";
        var answer = await sandbox.AskAsync($"{{ page: {field} {{ nodes {{ id }} pageInfo {{ {Info} }} }} }}");
        return answer["data"]!["page"]!;
    }

    private static List<string> Ids(JsonNode page) => [.. page["nodes"]!.AsArray().Select(node => (string)node!["id"]!)];
}
