using System.Net;
using System.Text;
using System.Text.Json;

namespace Gateway.Tests.Live;

/// <summary>Answers as text/event-stream, and in parts.</summary>
public sealed class EventStreamTests : IAsyncLifetime
{
    private const string Updates = "subscription { agentSessionUpdated { id } }";

    private TestGateway _gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartWithSandboxAsync(
        ("Webhooks:Secret", TestGateway.Secret), ("Subscriptions:PingInterval", "00:00:01"), ("Sandbox:Latency", "00:00:00.050"));

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_query_is_one_event_and_then_complete()
    {
        using var response = await SendAsync("{ viewer { __typename } }", "text/event-stream");

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("event: next\ndata: {\"data\":{\"viewer\":{\"__typename\":\"User\"}}}\n\nevent: complete\ndata: \n\n", await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
    }

    [Theory]
    [InlineData("{ nope }")]
    [InlineData("subscription { agentSessionUpdated { nope } }")]
    public async Task What_cannot_run_is_no_stream(string query)
    {
        using var response = await SendAsync(query, "text/event-stream");

        Assert.Equal((HttpStatusCode.BadRequest, "application/graphql-response+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("nope", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_subscription_is_a_stream_of_events_with_signs_of_life_between_them(bool isPost)
    {
        string[] sessions = [.. _gateway.Host.Sandbox!.World.Ids("AgentSession").Take(2)];
        using var response = isPost
            ? await SendAsync(Updates, "text/event-stream")
            : await _gateway.Http.SendAsync(
                new HttpRequestMessage(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(Updates)}") { Headers = { { "Accept", "text/event-stream" } } },
                HttpCompletionOption.ResponseHeadersRead,
                Cancel);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Cancel));
        Assert.Equal(":", await lines.ReadLineAsync(Cancel));
        await lines.ReadLineAsync(Cancel);
        await UntilAsync(1);

        foreach (string session in sessions)
        {
            using var told = await PromptAsync(session);
            var seen = new List<string?>();
            while (seen is not [.., { } last] || !last.StartsWith("data: ", StringComparison.Ordinal))
            {
                seen.Add(await lines.ReadLineAsync(Cancel));
            }

            Assert.Equal($$$$"""data: {"data":{"agentSessionUpdated":{"id":"{{{{session}}}}"}}}""", seen[^1]);
            await lines.ReadLineAsync(Cancel);
        }

        Assert.Equal(":", await lines.ReadLineAsync(Cancel));
    }

    [Theory]
    [InlineData("subscription { agentSessionUpdated { id } }", 403)]
    [InlineData("{ viewer { id } }", 200)]
    public async Task Who_may_not_subscribe_is_told_so_by_the_status(string query, int status)
    {
        await using var gateway = await TestGateway.StartWithSandboxAsync(("Auth:AllowAnonymous", "true"), ("Auth:AnonymousPermissions", "read"));

        using var response = await SendAsync(query, "text/event-stream", gateway);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Who_leaves_is_not_told_any_more()
    {
        using (var response = await SendAsync(Updates, "text/event-stream"))
        {
            await UntilAsync(1);
        }

        await UntilAsync(0);
    }

    [Fact]
    public async Task Elsewhere_a_subscription_is_refused_with_a_word_on_where_to_go()
    {
        var answer = await _gateway.AskAsync(Updates);

        Assert.Equal(
            "Subscriptions are answered over WebSocket (graphql-transport-ws) or as text/event-stream only.",
            answer.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("multipart/mixed;deferSpec=20220824,application/json", """{"incremental":[{"data":{"title":""", "multipart/mixed; boundary=\"-\"; deferSpec=20220824")]
    [InlineData("multipart/mixed, application/json", """{"incremental":[{"id":"0","data":{"title":""", "multipart/mixed; boundary=\"-\"")]
    [InlineData("multipart/mixed", """{"incremental":[{"id":"0","data":{"title":""", "multipart/mixed; boundary=\"-\"")]
    public async Task What_is_deferred_and_not_at_hand_comes_in_a_part_of_its_own(string accept, string second, string type)
    {
        string issue = _gateway.Host.Sandbox!.World.Ids("Issue")[0];
        await _gateway.AskAsync("{ viewer { id } }");

        using var response = await SendAsync($"{{ viewer {{ id }} ... @defer(label: \"late\") {{ issue(id: \"{issue}\") {{ title }} }} }}", accept);
        string[] parts = (await response.Content.ReadAsStringAsync(Cancel)).Split("\r\n---", StringSplitOptions.RemoveEmptyEntries);
        using var first = JsonDocument.Parse(BodyOf(parts[0]));
        using var last = JsonDocument.Parse(BodyOf(parts[1]));

        Assert.Equal(type, response.Content.Headers.ContentType?.ToString());
        Assert.Equal(("--\r\n", 3), (parts[2], parts.Length));
        Assert.True(first.RootElement.GetProperty("hasNext").GetBoolean());
        Assert.True(first.RootElement.GetProperty("data").TryGetProperty("viewer", out _));
        Assert.False(first.RootElement.GetProperty("data").TryGetProperty("issue", out _));
        Assert.StartsWith(second.Replace("\"title\":", "\"issue\":{\"title\":", StringComparison.Ordinal), BodyOf(parts[1]), StringComparison.Ordinal);
        Assert.False(last.RootElement.GetProperty("hasNext").GetBoolean());
    }

    [Fact]
    public async Task What_is_deferred_and_at_hand_comes_at_once()
    {
        string issue = _gateway.Host.Sandbox!.World.Ids("Issue")[0];
        await _gateway.AskAsync($"{{ viewer {{ id }} issue(id: \"{issue}\") {{ title }} }}");

        using var response = await SendAsync($"{{ viewer {{ id }} ... @defer {{ issue(id: \"{issue}\") {{ title }} }} }}", "multipart/mixed, application/json");
        var answer = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(Cancel));

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.GetProperty("data").TryGetProperty("issue", out _));
        Assert.False(answer.TryGetProperty("hasNext", out _));
    }

    [Fact]
    public async Task Parts_come_as_events_too_and_to_others_all_comes_at_once()
    {
        string issue = _gateway.Host.Sandbox!.World.Ids("Issue")[0];
        await _gateway.AskAsync("{ viewer { id } }");
        string query = $"{{ viewer {{ __typename }} ... @defer {{ issue(id: \"{issue}\") {{ id }} }} }}";

        using var stream = await SendAsync(query, "text/event-stream");
        string events = await stream.Content.ReadAsStringAsync(Cancel);
        var whole = await _gateway.AskAsync(query);

        Assert.Equal(
            "event: next\ndata: {\"data\":{\"viewer\":{\"__typename\":\"User\"}},\"pending\":[{\"id\":\"0\",\"path\":[]}],\"hasNext\":true}\n\n"
            + $"event: next\ndata: {{\"incremental\":[{{\"id\":\"0\",\"data\":{{\"issue\":{{\"id\":\"{issue}\"}}}}}}],\"completed\":[{{\"id\":\"0\"}}],\"hasNext\":false}}\n\n"
            + "event: complete\ndata: \n\n",
            events);
        Assert.Equal(issue, whole.GetProperty("data").GetProperty("issue").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_denied_field_is_denied_however_late_it_would_come()
    {
        await using var gateway = await TestGateway.StartWithSandboxAsync(("Auth:AnonymousDeny", "User.email"), ("Auth:AllowAnonymous", "true"));
        using var response = await SendAsync("{ viewer { id ... @defer { email } } }", "multipart/mixed, application/json", gateway);

        Assert.Contains("You may not select User.email.", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static string BodyOf(string part) => part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Trim();

    private async Task UntilAsync(int groups)
    {
        for (int i = 0; i < 2_000 && _gateway.Host.Subscriptions != groups; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancel);
        }

        Assert.Equal(groups, _gateway.Host.Subscriptions);
    }

    private Task<HttpResponseMessage> PromptAsync(string session) =>
        _gateway.SendWebhookAsync($$$"""{"type":"AgentSessionEvent","action":"prompted","agentSession":{"id":"{{{session}}}"},"webhookTimestamp":1}""");

    private async Task<HttpResponseMessage> SendAsync(string query, string accept, TestGateway? gateway = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Accept", accept);
        return await (gateway ?? _gateway).Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }
}
