using System.Net;
using System.Text.Json.Nodes;
using Gateway.Testing;

namespace Gateway.Sandbox.Tests;

public sealed class ChangeTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private SandboxServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await SandboxFixture.StartAsync(new SandboxOptions { Sessions = 60 }, _time);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_changed_link_shows_on_both_sides()
    {
        string issue = _server.World.Ids("Issue")[0];
        string user = (string)(await AskAsync("{ users(first: 1, filter: { app: { eq: false } }) { nodes { id } } }"))["users"]!["nodes"]![0]!["id"]!;

        Assert.True(_server.World.Apply(SandboxCommand.Of("Issue", "update", issue, new { assigneeId = user, title = "Moved" })).Ok);

        var data = await AskAsync($$"""
            { issue(id: "{{issue}}") { title assignee { id } }
              user(id: "{{user}}") { assignedIssues(first: 250, includeArchived: true, filter: { title: { eq: "Moved" } }) { nodes { id } } } }
            """);
        Assert.Equal("Moved", (string?)data["issue"]!["title"]);
        Assert.Equal(user, (string?)data["issue"]!["assignee"]!["id"]);
        Assert.Equal(issue, (string?)data["user"]!["assignedIssues"]!["nodes"]![0]!["id"]);
    }

    [Fact]
    public async Task The_time_of_the_last_change_advances_with_every_change()
    {
        string id = _server.World.Ids("Comment")[0];
        List<string> times = [];

        for (int i = 0; i < 4; i++)
        {
            times.Add((string)(await AskAsync($"{{ comment(id: \"{id}\") {{ updatedAt }} }}"))["comment"]!["updatedAt"]!);
            _server.World.Apply(SandboxCommand.Of("Comment", "update", id, new { body = "b" }));
        }

        Assert.Equal(times.Distinct().Order(StringComparer.Ordinal), times);
    }

    [Fact]
    public async Task A_prompt_adds_the_newest_activity_and_reopens_the_session()
    {
        string id = _server.World.Ids("AgentSession")[0];
        _server.World.Apply(SandboxCommand.Of("AgentSession", "update", id, new { status = "complete", endedAt = "2026-06-02" }));

        string? activity = _server.World.Apply(new SandboxCommand("AgentSession", "prompt") { Id = id, Body = "Again" }).Id;

        var data = await AskAsync($$"""
            { agentSession(id: "{{id}}") {
                status endedAt activities(first: 1) { nodes { id content { ... on AgentActivityPromptContent { body } } } }
            } }
            """);
        var session = data["agentSession"]!;
        Assert.Equal("pending", (string?)session["status"]);
        Assert.Null(session["endedAt"]);
        Assert.Equal(activity, (string?)session["activities"]!["nodes"]![0]!["id"]);
        Assert.Equal("Again", (string?)session["activities"]!["nodes"]![0]!["content"]!["body"]);
    }

    [Fact]
    public async Task A_removed_issue_takes_its_attachments_along_and_leaves_its_comments()
    {
        string team = _server.World.Ids("Team")[0];
        string issue = _server.World.Apply(SandboxCommand.Of("Issue", "create", null, new { teamId = team, title = "Short-lived" })).Id!;
        string comment = _server.World.Apply(SandboxCommand.Of("Comment", "create", null, new { issueId = issue })).Id!;
        string attachment = _server.World.Apply(SandboxCommand.Of("Attachment", "create", null, new { issueId = issue })).Id!;

        var change = _server.World.Apply(SandboxCommand.Of("Issue", "remove", issue, new { }));

        var data = await AskAsync($"{{ comment(id: \"{comment}\") {{ issueId issue {{ id }} }} }}");
        Assert.Equal(["Attachment", "Issue"], change.Webhooks.Select(webhook => webhook.Event));
        Assert.Null(data["comment"]!["issue"] ?? data["comment"]!["issueId"]);
        Assert.DoesNotContain(attachment, _server.World.Ids("Attachment"));
        Assert.Equal(issue, (string?)JsonNode.Parse(change.Webhooks[0].Body.Span)!["data"]!["issueId"]);
    }

    [Fact]
    public void No_change_leaves_a_link_that_must_not_be_null_without_its_target()
    {
        int removed = _server.World.Ids("Issue").Count(id => _server.World.Apply(SandboxCommand.Of("Issue", "remove", id, new { })).Ok);
        var snapshot = _server.World.Snapshot;

        var dangling =
            from table in snapshot.Tables
            from entity in table.Newest
            from binding in table.Shape.Bindings
            where binding is { Role: Data.FieldRole.Link, IsNullable: false } && snapshot.Follow(entity, binding) is null
            select $"{table.Shape.Type.Name}.{binding.Name}";

        Assert.Empty(dangling);
        Assert.InRange(removed, 300, 599);
    }

    [Theory]
    [InlineData("Issue", "update", "{\"nope\":1}", "Issue.nope does not exist.")]
    [InlineData("Issue", "update", "{\"title\":null}", "Issue.title must not be null.")]
    [InlineData("Issue", "update", "{\"title\":5}", "Issue.title must be of type String.")]
    [InlineData("Issue", "update", "{\"assigneeId\":\"x\"}", "Issue.assigneeId must be the id of a User or null.")]
    [InlineData("Issue", "update", "{\"labelIds\":[\"x\"]}", "Issue.labelIds must be a list of ids of IssueLabel.")]
    [InlineData("Issue", "update", "{\"comments\":[]}", "Issue.comments follows from other data and cannot be set.")]
    [InlineData("Issue", "update", "{\"id\":\"x\"}", "Issue.id cannot be set.")]
    [InlineData("AgentSession", "update", "{\"status\":\"gone\"}", "AgentSession.status must be of type AgentSessionStatus.")]
    [InlineData("AgentSession", "update", "{\"externalLinks\":[{\"url\":\"u\"}]}", "AgentSession.externalLinks lacks label.")]
    public async Task A_command_that_makes_no_sense_is_refused_and_changes_nothing(string type, string action, string set, string message)
    {
        var before = _server.World.Snapshot;

        var (status, body) = await SandboxFixture.ControlAsync(
            _server, "/sandbox/change", new { type, action, id = _server.World.Ids(type)[0], set = JsonNode.Parse(set) });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(message, (string?)body["error"]);
        Assert.Same(before, _server.World.Snapshot);
    }

    [Fact]
    public async Task Links_of_a_session_can_be_set_and_show_in_all_three_forms()
    {
        string id = _server.World.Ids("AgentSession")[0];
        var links = new[] { new { label = "L", url = "https://l" } };
        _server.World.Apply(SandboxCommand.Of("AgentSession", "update", id, new { externalLinks = links, plan = "[]" }));

        var data = await AskAsync($"{{ agentSession(id: \"{id}\") {{ plan externalLink externalUrls externalLinks {{ label url }} }} }}");

        var session = data["agentSession"]!;
        Assert.Equal("[]", (string?)session["plan"]);
        Assert.Equal("https://l", (string?)session["externalLink"]);
        Assert.Equal("""[{"label":"L","url":"https://l"}]""", (string?)session["externalUrls"]);
        Assert.Equal("""[{"label":"L","url":"https://l"}]""", session["externalLinks"]!.ToJsonString());
    }

    [Fact]
    public async Task A_slow_answer_is_an_old_one()
    {
        string id = _server.World.Ids("Issue")[0];
        await SandboxFixture.ControlAsync(_server, "/sandbox/latency", new { latencyMs = 1000 });
        var slow = AskAsync($"{{ issue(id: \"{id}\") {{ title }} }}");
        while (_time.ActiveTimers == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        _server.World.Apply(SandboxCommand.Of("Issue", "update", id, new { title = "Too late" }));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.NotEqual("Too late", (string?)(await slow)["issue"]!["title"]);
    }

    private async Task<JsonNode> AskAsync(string query)
    {
        var answer = await SandboxFixture.AskAsync(_server, query, null);
        return answer["data"] ?? throw new InvalidOperationException(answer.ToJsonString());
    }
}
