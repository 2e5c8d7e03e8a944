namespace Gateway.Sandbox.Tests;

public sealed class QueryTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task Sessions_are_listed_newest_first()
    {
        var answer = await sandbox.AskAsync("{ agentSessions(first: 5) { nodes { id createdAt status issue { identifier } appUser { name } } } }");

        var nodes = answer["data"]!["agentSessions"]!["nodes"]!.AsArray();
        var times = nodes.Select(node => (string)node!["createdAt"]!).ToList();
        Assert.Equal(5, nodes.Count);
        Assert.Equal(times.OrderDescending(StringComparer.Ordinal), times);
        Assert.Null(answer["errors"]);
    }

    [Fact]
    public async Task A_session_that_does_not_exist_nulls_the_answer_with_the_error_of_the_upstream()
    {
        string id = sandbox.Server.World.Ids("AgentSession")[0];

        var answer = await sandbox.AskAsync($"{{ a: agentSession(id: \"{id}\") {{ id }} b: agentSession(id: \"nope\") {{ id }} }}");

        var error = answer["errors"]![0]!;
        Assert.Null(answer["data"]);
        Assert.Equal("Entity not found: AgentSession", (string?)error["message"]);
        Assert.Equal("b", (string?)error["path"]![0]);
        Assert.Equal(
            """{"type":"invalid input","code":"INPUT_ERROR","statusCode":400,"userError":true,"userPresentableMessage":"Could not find referenced AgentSession."}""",
            error["extensions"]!.ToJsonString());
    }

    [Fact]
    public async Task An_issue_is_found_by_uuid_and_by_identifier_and_the_viewer_as_me()
    {
        string id = sandbox.Server.World.Ids("Issue")[7];
        string identifier = (string)(await sandbox.AskAsync($"{{ issue(id: \"{id}\") {{ identifier }} }}"))["data"]!["issue"]!["identifier"]!;

        var answer = await sandbox.AskAsync($"{{ issue(id: \"{identifier}\") {{ id }} user(id: \"me\") {{ id isMe }} viewer {{ id }} }}");

        var data = answer["data"]!;
        Assert.Equal(id, (string?)data["issue"]!["id"]);
        Assert.True((bool)data["user"]!["isMe"]!);
        Assert.Equal((string?)data["viewer"]!["id"], (string?)data["user"]!["id"]);
    }
}
