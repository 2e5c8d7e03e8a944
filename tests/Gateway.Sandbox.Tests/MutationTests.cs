using System.Text.Json.Nodes;
using Gateway.Testing;

namespace Gateway.Sandbox.Tests;

public sealed class MutationTests : IAsyncLifetime
{
    private const string NewId = "0b6bfa5e-6b6c-4b7c-9b3a-0d0f4b1f8a11";

    private readonly ManualTime _time = new();
    private SandboxServer _server = null!;

    private string Session => _server.World.Ids("AgentSession")[0];

    public async ValueTask InitializeAsync() => _server = await SandboxFixture.StartAsync(new SandboxOptions { Sessions = 60 }, _time);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("thought", "active")]
    [InlineData("action", "active")]
    [InlineData("elicitation", "awaitingInput")]
    [InlineData("response", "complete")]
    [InlineData("error", "error")]
    public async Task An_activity_is_there_at_once_and_moves_its_session(string type, string status)
    {
        var answer = await SendAsync("agentActivityCreate", new { input = new { agentSessionId = Session, id = NewId, content = Content(type) } });

        var payload = answer["data"]!["it"]!;
        Assert.True((bool)payload["success"]!);
        Assert.Equal(NewId, (string?)payload["agentActivity"]!["id"]);
        Assert.Equal(status, (string?)payload["agentActivity"]!["agentSession"]!["status"]);
        Assert.Equal(NewId, _server.World.Ids("AgentActivity")[0]);
    }

    [Fact]
    public async Task A_response_in_a_thread_is_a_comment_there_and_only_that_is_told()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await SandboxFixture.ControlAsync(_server, "/sandbox/webhooks", new { url = receiver.Url, secret = "s" });
        string comment = RootComment();
        var created = await SendAsync("agentSessionCreateOnComment", new { input = new { commentId = comment } });
        string session = (string)created["data"]!["it"]!["agentSession"]!["id"]!;

        // Deliveries may overtake each other.
        await receiver.WaitAsync(1);
        await SendAsync("agentActivityCreate", new { input = new { agentSessionId = session, content = Content("thought") } });
        await SendAsync("agentActivityCreate", new { input = new { agentSessionId = session, content = Content("response") } });
        await receiver.WaitAsync(2);

        Assert.Equal(["AgentSessionEvent", "Comment"], receiver.Received.Select(one => one.Headers["Linear-Event"].ToString()));
        Assert.Equal("created", (string?)receiver.Json(0)["action"]);
        Assert.Equal(session, (string?)receiver.Json(0)["agentSession"]!["id"]);
        Assert.Equal(comment, (string?)receiver.Json(1)["data"]!["parentId"]);
        Assert.Equal("Something", (string?)receiver.Json(1)["data"]!["body"]);
    }

    [Fact]
    public async Task An_ephemeral_activity_gives_way_to_the_next()
    {
        await SendAsync("agentActivityCreate", new { input = new { agentSessionId = Session, id = NewId, ephemeral = true, content = Content("thought") } });
        Assert.Contains(NewId, _server.World.Ids("AgentActivity"));

        await SendAsync("agentActivityCreate", new { input = new { agentSessionId = Session, content = Content("action") } });

        Assert.DoesNotContain(NewId, _server.World.Ids("AgentActivity"));
    }

    [Fact]
    public async Task A_session_is_opened_on_an_issue_by_its_identifier()
    {
        var issues = await SandboxFixture.AskAsync(_server, "{ issues(first: 1) { nodes { id identifier } } }", null);
        var issue = issues["data"]!["issues"]!["nodes"]![0]!;

        var answer = await SendAsync("agentSessionCreateOnIssue", new
        {
            input = new { issueId = (string?)issue["identifier"], externalUrls = new[] { new { label = "Run", url = "https://agent.example/1" } } },
        });

        var session = answer["data"]!["it"]!["agentSession"]!;
        Assert.Equal((string?)issue["id"], (string?)session["issue"]!["id"]);
        Assert.Equal("pending", (string?)session["status"]);
        Assert.Equal("""[{"label":"Run","url":"https://agent.example/1"}]""", (string?)session["externalUrls"]);
        Assert.Equal((string?)session["id"], Session);
    }

    [Fact]
    public async Task Plans_are_replaced_and_links_are_added_and_removed()
    {
        var plan = new[] { new { content = "Read", status = "completed" } };
        object[] links = [new { label = "A", url = "https://a" }, new { label = "B", url = "https://b" }];
        await SendAsync("agentSessionUpdate", new { id = Session, input = new { plan, externalUrls = links } });

        var answer = await SendAsync("agentSessionUpdateExternalUrl", new
        {
            id = Session,
            input = new { addedExternalUrls = new[] { new { label = "C", url = "https://c" } }, removedExternalUrls = new[] { "https://a" } },
        });

        var session = answer["data"]!["it"]!["agentSession"]!;
        Assert.Equal("""[{"content":"Read","status":"completed"}]""", (string?)session["plan"]);
        Assert.Equal("""[{"label":"B","url":"https://b"},{"label":"C","url":"https://c"}]""", (string?)session["externalUrls"]);
        Assert.Equal(1_000_002, (double)answer["data"]!["it"]!["lastSyncId"]!);
    }

    [Theory]
    [InlineData("agentSessionUpdate", """{"id":"nobody","input":{}}""", "Entity not found: AgentSession", "INPUT_ERROR")]
    [InlineData("agentSessionCreateOnIssue", """{"input":{"issueId":"NO-1"}}""", "Entity not found: Issue", "INPUT_ERROR")]
    [InlineData("agentSessionCreateOnComment", """{"input":{"commentId":"x"}}""", "Entity not found: Comment", "INPUT_ERROR")]
    [InlineData("agentSessionUpdate", """{"id":"$","input":{"externalLink":"nowhere"}}""", "Argument Validation Error", "INVALID_INPUT")]
    [InlineData("agentSessionUpdate", """{"id":"$","input":{"plan":[{"content":"x"}]}}""", "Argument Validation Error", "INVALID_INPUT")]
    [InlineData("agentActivityCreate", """{"input":{"agentSessionId":"$","content":{"type":"prompt","body":"x"}}}""", "Argument Validation Error", "INVALID_INPUT")]
    [InlineData("agentActivityCreate", """{"input":{"agentSessionId":"$","content":{"type":"thought"}}}""", "Argument Validation Error", "INVALID_INPUT")]
    [InlineData("agentActivityCreate", """{"input":{"agentSessionId":"$","id":"7","content":{"type":"thought","body":"x"}}}""", "Argument Validation Error", "INVALID_INPUT")]
    [InlineData("agentActivityCreate", """{"input":{"agentSessionId":"$","ephemeral":true,"content":{"type":"response","body":"x"}}}""", "Argument Validation Error", "INVALID_INPUT")]
    public async Task What_does_not_fit_is_refused_and_changes_nothing(string mutation, string variables, string message, string code)
    {
        var before = _server.World.Snapshot;

        var answer = await SendAsync(mutation, JsonNode.Parse(variables.Replace("\"$\"", $"\"{Session}\"", StringComparison.Ordinal))!);

        var error = answer["errors"]![0]!;
        Assert.Equal(message, (string?)error["message"]);
        Assert.Equal(code, (string?)error["extensions"]!["code"]);
        Assert.Equal("""["it"]""", error["path"]!.ToJsonString());
        Assert.Null(answer["data"]);
        Assert.Same(before, _server.World.Snapshot);
    }

    [Fact]
    public async Task Several_run_in_order_and_none_after_one_that_failed()
    {
        int before = _server.World.Ids("AgentActivity").Count;
        string Create(string alias, string session, string body) =>
            $"{alias}: agentActivityCreate(input: {{ agentSessionId: \"{session}\", content: {{ type: \"thought\", body: \"{body}\" }} }}) {{ lastSyncId agentActivity {{ agentSession {{ activities(first: 2) {{ nodes {{ content {{ ... on AgentActivityThoughtContent {{ body }} }} }} }} }} }} }}";

        var good = await SandboxFixture.AskAsync(_server, $"mutation {{ a: __typename {Create("b", Session, "1")} {Create("c", Session, "2")} }}", null);
        var bad = await SandboxFixture.AskAsync(_server, $"mutation {{ {Create("a", Session, "3")} {Create("b", "x", "4")} {Create("c", Session, "5")} }}", null);

        Assert.Equal(["a", "b", "c"], good["data"]!.AsObject().Select(field => field.Key));
        Assert.Contains("\"1\"", good["data"]!["b"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("""{"body":"2"}},{"content":{"body":"1"}""", good["data"]!["c"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(bad["data"]);
        Assert.Equal(before + 3, _server.World.Ids("AgentActivity").Count);
    }

    [Fact]
    public async Task The_same_mutations_make_the_same_ids()
    {
        await using var other = await SandboxFixture.StartAsync(new SandboxOptions { Sessions = 60 }, new ManualTime());
        var variables = new { input = new { agentSessionId = Session, content = Content("thought") } };

        var one = await SendAsync("agentActivityCreate", variables);
        var two = await SandboxFixture.AskAsync(other, Document("agentActivityCreate"), variables);

        Assert.Equal((string?)one["data"]!["it"]!["agentActivity"]!["id"], (string?)two["data"]!["it"]!["agentActivity"]!["id"]);
    }

    private static object Content(string type) =>
        type == "action" ? new { type, action = "Read", parameter = "a.txt" } : new { type, body = "Something" };

    private string RootComment()
    {
        var comments = _server.World.Snapshot.Table("Comment");
        var taken = _server.World.Snapshot.Table("AgentSession");
        return comments.Newest.First(comment =>
            comment["parent"] is null && comment["issue"] is not null && taken.LinkingTo("comment", comment.Id).Count == 0).Id;
    }

    private Task<JsonNode> SendAsync(string mutation, object variables) => SandboxFixture.AskAsync(_server, Document(mutation), variables);

    private static string Document(string mutation)
    {
        string input = $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!".Replace("OnIssueInput", "OnIssue", StringComparison.Ordinal)
            .Replace("OnCommentInput", "OnComment", StringComparison.Ordinal);
        bool hasId = mutation.Contains("Update", StringComparison.Ordinal);
        const string SessionFields = "id status externalUrls plan issue { id }";
        string selection = mutation == "agentActivityCreate" ? $"agentActivity {{ id agentSession {{ {SessionFields} }} }}" : $"agentSession {{ {SessionFields} }}";
        return $"mutation({(hasId ? "$id: String!, " : "")}$input: {input}) {{ it: {mutation}({(hasId ? "id: $id, " : "")}input: $input) {{ success lastSyncId {selection} }} }}";
    }
}
