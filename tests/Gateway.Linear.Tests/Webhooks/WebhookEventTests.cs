using Gateway.Linear.Webhooks;

namespace Gateway.Linear.Tests.Webhooks;

public sealed class WebhookEventTests
{
    [Fact]
    public void Reads_what_all_types_share()
    {
        var e = Parse(WebhookBodies.SessionPrompted);

        Assert.Equal(WebhookTypes.AgentSessionEvent, e.Type);
        Assert.Equal("prompted", e.Action);
        Assert.Equal("org-1", e.OrganizationId);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1795341600123), e.Timestamp);
    }

    [Theory]
    [InlineData("agentSession.id", "session-1")]
    [InlineData("agentSession.issue.team.id", "team-1")]
    [InlineData("agentActivity.agentSessionId", "session-1")]
    [InlineData("agentSession.issue.title", "It \"breaks\"")]
    [InlineData("webhookTimestamp", "1795341600123")]
    [InlineData("agentSession.plan", null)]
    [InlineData("agentSession", null)]
    [InlineData("agentSession.id.id", null)]
    [InlineData("agentSession.", null)]
    [InlineData("previousComments.id", null)]
    [InlineData("", null)]
    [InlineData("..", null)]
    public void Reads_one_text_by_its_path(string path, string? text) => Assert.Equal(text, Parse(WebhookBodies.SessionPrompted).Text(path));

    [Theory]
    [InlineData("previousComments.id", "comment-1,comment-2")]
    [InlineData("previousComments.userId", "user-1")]
    [InlineData("agentSession.id", "session-1")]
    [InlineData("guidance.id", "")]
    [InlineData("agentSession.plan.id", "")]
    [InlineData("agentSession.issue", "")]
    public void Reads_all_texts_at_a_path_that_crosses_arrays(string path, string texts) =>
        Assert.Equal(texts, string.Join(",", Parse(WebhookBodies.SessionPrompted).Texts(path)));

    [Fact]
    public void Reads_what_an_issues_update_touches()
    {
        var e = Parse(WebhookBodies.IssueUpdated);

        Assert.Equal(["label-1", "label-2"], e.Texts("data.labelIds"));
        Assert.Equal(["Bug", "Agent"], e.Texts("data.labels.name"));
        Assert.Equal(("state-2", "state-1"), (e.Text("data.stateId"), e.Text("updatedFrom.stateId")));
        Assert.Equal(("-1024.5", null), (e.Text("data.sortOrder"), e.Text("updatedFrom.completedAt")));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1795341600123), e.Timestamp);
    }

    [Theory]
    [InlineData(WebhookBodies.CommentCreated, WebhookTypes.Comment, "create", "data.parentId", "comment-1")]
    [InlineData(WebhookBodies.TeamAccessChanged, WebhookTypes.PermissionChange, "teamAccessChanged", "removedTeamIds", "team-1,team-3")]
    [InlineData(WebhookBodies.SlaBreached, WebhookTypes.IssueSla, "breached", "issueData.id", "issue-1")]
    [InlineData("""{"type":"Moonbeam","data":{"id":7}}""", "Moonbeam", "", "data.id", "7")]
    public void Is_generic_over_types(string body, string type, string action, string path, string texts)
    {
        var e = Parse(body);

        Assert.Equal((type, action), (e.Type, e.Action));
        Assert.Equal(texts, string.Join(",", e.Texts(path)));
    }

    [Theory]
    [InlineData("1e300")]
    [InlineData("-1")]
    [InlineData("\"1795341600123\"")]
    [InlineData("null")]
    public void A_time_that_is_none_is_null(string timestamp) =>
        Assert.Null(Parse($$"""{"type":"Issue","webhookTimestamp":{{timestamp}}}""").Timestamp);

    [Fact]
    public void Does_not_depend_on_the_bytes_afterwards()
    {
        var body = Bytes.Of(WebhookBodies.IssueUpdated).ToArray();
        var parsed = WebhookEvent.TryParse(body, out var e, out _);

        Array.Clear(body);

        Assert.True(parsed);
        Assert.Equal("issue-1", e?.Text("data.id"));
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("{\"type\":\"Issue\"", "not valid JSON")]
    [InlineData("{\"type\":\"Issue\"}x", "not valid JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("\"type\"", "not a JSON object")]
    [InlineData("{}", "names no type")]
    [InlineData("{\"type\":null}", "names no type")]
    [InlineData("{\"type\":\"\"}", "names no type")]
    [InlineData("{\"type\":5}", "names no type")]
    [InlineData("{\"type\":{\"type\":\"Issue\"}}", "names no type")]
    [InlineData("{\"type\":\"\\ud83d\"}", "names no type")]
    public void Says_why_a_body_is_no_event(string body, string reason)
    {
        var parsed = WebhookEvent.TryParse(Bytes.Of(body), out var e, out var problem);

        Assert.False(parsed);
        Assert.Null(e);
        Assert.Contains(reason, problem);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_no_event()
    {
        byte[] body = [.. "{\"type\":\"Issue\",\"x\":\""u8, 0xFF, .. "\"}"u8];

        Assert.False(WebhookEvent.TryParse(body, out _, out var problem));
        Assert.Equal("The body is not in UTF-8.", problem);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(70, false)]
    [InlineData(500_000, false)]
    public void Nesting_is_bounded(int depth, bool fits)
    {
        var body = $$"""{"type":"Issue","x":{{new string('[', depth)}}{{new string(']', depth)}}}""";

        Assert.Equal(fits, WebhookEvent.TryParse(Bytes.Of(body), out _, out _));
    }

    [Fact]
    public void A_text_cut_within_an_emoji_spoils_only_itself()
    {
        var e = Parse("""{"type":"Comment","data":{"id":"c","body":"\ud83d","odd":{"\ud83daaaaaaaa":1},"ids":["a","\udc00","b"]}}""");

        Assert.Equal("c", e.Text("data.id"));
        Assert.Null(e.Text("data.body"));
        Assert.Equal(["a", "b"], e.Texts("data.ids"));
        Assert.Null(e.Text("data.odd.aaaaaaaaaaa"));
    }

    [Fact]
    public void Random_bytes_and_random_damage_throw_nothing()
    {
        var random = new Random(20261122);
        var whole = Bytes.Of(WebhookBodies.SessionPrompted).ToArray();
        var events = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var body = round % 10 == 0 ? new byte[random.Next(64)] : whole[..random.Next(whole.Length + 1)];
            if (round % 10 == 0)
            {
                random.NextBytes(body);
            }
            else if (round % 10 < 7)
            {
                body = whole.ToArray();
                body[random.Next(body.Length)] = (byte)"\\\"{}[]:,u0 \u0080x"[random.Next(13)];
            }

            if (WebhookEvent.TryParse(body, out var e, out var problem))
            {
                events++;
                _ = e.Text("agentSession.id") + string.Join(",", e.Texts("previousComments.id")) + e.Text("agentActivity.content.body");
            }
            else
            {
                Assert.NotNull(problem);
            }
        }

        Assert.InRange(events, 1000, 19_000);
    }

    private static WebhookEvent Parse(string body)
    {
        Assert.True(WebhookEvent.TryParse(Bytes.Of(body), out var e, out var problem), problem);
        return e;
    }
}
