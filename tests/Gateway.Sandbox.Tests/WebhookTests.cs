using System.Net;
using System.Security.Cryptography;
using System.Text;
using Gateway.Testing;

namespace Gateway.Sandbox.Tests;

public sealed class WebhookTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private WebhookReceiver _receiver = null!;
    private SandboxServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _server = await SandboxFixture.StartAsync(
            new SandboxOptions { Sessions = 20, WebhookUrl = _receiver.Url, WebhookSecret = "lin_wh_sécret" }, _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_webhook_is_signed_over_its_raw_body_and_carries_the_headers()
    {
        await _server.World.Apply(SandboxCommand.Of("Issue", "update", _server.World.Ids("Issue")[0], new { title = "Neu 🙂" })).Delivered;

        var (headers, body) = Assert.Single(_receiver.Received);
        string signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("lin_wh_sécret"), body));
        Assert.Equal(signature, headers["Linear-Signature"]);
        Assert.Equal(("Issue", "Linear-Webhook"), (headers["Linear-Event"].ToString(), headers.UserAgent.ToString()));
        Assert.Equal("application/json; charset=utf-8", headers.ContentType);
        Assert.Equal((string?)_receiver.Json(0)["webhookTimestamp"]!.ToJsonString(), headers["Linear-Timestamp"]);
        Assert.True(Guid.TryParse(headers["Linear-Delivery"], out _));
    }

    [Fact]
    public async Task An_update_tells_the_old_values_and_leaves_nulls_out()
    {
        string id = _server.World.Ids("Issue")[0];
        string user = _server.World.Ids("User")[3];
        await _server.World.Apply(SandboxCommand.Of("Issue", "update", id, new { assigneeId = (string?)null })).Delivered;
        await _server.World.Apply(SandboxCommand.Of("Issue", "update", id, new { assigneeId = user, title = "x" })).Delivered;

        var first = _receiver.Json(0)["data"]!.AsObject();
        var second = _receiver.Json(1);
        Assert.False(first.ContainsKey("assigneeId") || first.ContainsKey("assignee"));
        Assert.Equal(user, (string?)second["data"]!["assigneeId"]);
        Assert.Equal(["assigneeId", "title", "updatedAt"], second["updatedFrom"]!.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.Null(second["updatedFrom"]!["assigneeId"]);
        Assert.Equal(("update", "Issue", id), ((string?)second["action"], (string?)second["type"], (string?)second["data"]!["id"]));
    }

    [Fact]
    public async Task A_reply_names_its_issue_and_its_parent()
    {
        string issue = _server.World.Ids("Issue")[0];
        string? root = _server.World.Apply(SandboxCommand.Of("Comment", "create", null, new { issueId = issue, body = "a" })).Id;
        var change = _server.World.Apply(SandboxCommand.Of("Comment", "create", null, new { parentId = root, body = "b" }));
        await change.Delivered;
        await _receiver.WaitAsync(2);

        var reply = _receiver.Received.Select((_, i) => _receiver.Json(i)).Single(json => (string?)json["data"]!["id"] == change.Id);
        Assert.Equal(issue, (string?)reply["data"]!["issueId"]);
        Assert.Equal(root, (string?)reply["data"]!["parentId"]);
        Assert.Equal("create", (string?)reply["action"]);
        Assert.False(reply.AsObject().ContainsKey("updatedFrom"));
    }

    [Fact]
    public async Task A_prompt_reopens_its_session_and_tells_so()
    {
        string id = _server.World.Ids("AgentSession")[0];
        var change = _server.World.Apply(new SandboxCommand("AgentSession", "prompt") { Id = id, Body = "Go \"on\"" });
        await change.Delivered;

        var json = _receiver.Json(0);
        Assert.Equal(("AgentSessionEvent", "prompted"), ((string?)json["type"], (string?)json["action"]));
        Assert.Equal(id, (string?)json["agentSession"]!["id"]);
        Assert.Equal(change.Id, (string?)json["agentActivity"]!["id"]);
        Assert.Equal("Go \"on\"", (string?)json["agentActivity"]!["content"]!["body"]);
        Assert.False(json.AsObject().ContainsKey("data") || json.AsObject().ContainsKey("actor"));
    }

    [Fact]
    public async Task A_new_session_is_told_with_its_issue_and_comment()
    {
        string comment = _server.World.Apply(SandboxCommand.Of("Comment", "create", null, new { issueId = _server.World.Ids("Issue")[0] })).Id!;
        var change = _server.World.Apply(SandboxCommand.Of("AgentSession", "create", null, new { commentId = comment }));
        await change.Delivered;
        await _receiver.WaitAsync(2);

        var json = _receiver.Received.Select((_, i) => _receiver.Json(i)).Single(body => (string?)body["action"] == "created");
        Assert.Equal(comment, (string?)json["agentSession"]!["commentId"]);
        Assert.Equal(_server.World.Ids("Issue")[0], (string?)json["agentSession"]!["issueId"]);
        Assert.Equal("pending", (string?)json["agentSession"]!["status"]);
    }

    [Fact]
    public void A_plain_change_of_a_session_is_not_told()
    {
        var change = _server.World.Apply(SandboxCommand.Of("AgentSession", "update", _server.World.Ids("AgentSession")[0], new { status = "stale" }));

        Assert.True(change.Ok);
        Assert.Empty(change.Webhooks);
    }

    [Fact]
    public async Task What_fails_is_sent_again_after_a_minute_an_hour_and_six_hours_byte_by_byte()
    {
        _receiver.Status = 500;
        await _server.World.Apply(SandboxCommand.Of("Issue", "update", _server.World.Ids("Issue")[0], new { title = "x" })).Delivered;
        TimeSpan[] pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromHours(6)];
        for (int i = 0; i < pauses.Length; i++)
        {
            // While a delivery is under way the one timer is its time limit.
            await UntilAsync(() => _server.Statistics.WebhooksFailed == i + 1 && _time.ActiveTimers == 1);
            _receiver.Status = i == 2 ? 200 : 500;
            _time.Advance(pauses[i]);
            await _receiver.WaitAsync(i + 2);
        }

        await UntilAsync(() => _server.Statistics.WebhooksDelivered == 1);
        Assert.Equal(4, _receiver.Received.Count);
        Assert.Equal((3, 1), (_server.Statistics.WebhooksFailed, _server.Statistics.WebhooksDelivered));
        Assert.All(_receiver.Received, delivery => Assert.Equal(_receiver.Received.First().Body, delivery.Body));
        Assert.Single(_receiver.Received.Select(delivery => delivery.Headers["Linear-Delivery"].ToString()).Distinct());
    }

    [Fact]
    public async Task Waiting_over_HTTP_ends_when_the_webhook_is_answered()
    {
        string id = _server.World.Ids("User")[2];
        var command = new { type = "User", action = "update", id, set = new { statusLabel = "Out" }, wait = true };

        var (status, body) = await SandboxFixture.ControlAsync(_server, "/sandbox/change", command);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(id, (string?)body["id"]);
        Assert.Single(_receiver.Received);
        Assert.Equal(1, _server.Statistics.WebhooksDelivered);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
