using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Tests;

public sealed class SubscriptionTests : IAsyncLifetime
{
    private SandboxServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await SandboxFixture.StartAsync(new SandboxOptions { Sessions = 60, SubscribeInterval = TimeSpan.Zero }, TimeProvider.System);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_changed_session_is_told_as_it_is_now()
    {
        string id = _server.World.Ids("AgentSession")[0];
        using var socket = await SubscribedAsync("subscription { agentSessionUpdated { id status issue { id } } }");

        _server.World.Apply(SandboxCommand.Of("AgentSession", "update", id, new { status = "error" }));

        var told = await HearAsync(socket);
        Assert.Equal("next", (string?)told["type"]);
        Assert.Equal("1", (string?)told["id"]);
        Assert.Equal(id, (string?)told["payload"]!["data"]!["agentSessionUpdated"]!["id"]);
        Assert.Equal("error", (string?)told["payload"]!["data"]!["agentSessionUpdated"]!["status"]);
    }

    [Fact]
    public async Task An_ephemeral_activity_that_gave_way_is_told_as_archived()
    {
        string session = _server.World.Ids("AgentSession")[0];
        string first = await ActAsync(session, ephemeral: true);
        using var socket = await SubscribedAsync("subscription { agentActivityArchived { id agentSession { id } } }");

        await ActAsync(session, ephemeral: false);

        var told = (await HearAsync(socket))["payload"]!["data"]!["agentActivityArchived"]!;
        Assert.Equal(first, (string?)told["id"]);
        Assert.Equal(session, (string?)told["agentSession"]!["id"]);
    }

    [Fact]
    public async Task Changes_are_dropped_and_told_twice_on_demand()
    {
        var ids = _server.World.Ids("AgentSession");
        using var socket = await SubscribedAsync("subscription { agentSessionUpdated { id } }");

        _server.Feeds.Drop(1);
        Change(ids[0]);
        _server.Feeds.Duplicate(1);
        Change(ids[1]);
        Change(ids[2]);

        List<string?> told = [];
        for (int i = 0; i < 3; i++)
        {
            told.Add((string?)(await HearAsync(socket))["payload"]!["data"]!["agentSessionUpdated"]!["id"]);
        }

        Assert.Equal([ids[1], ids[1], ids[2]], told);
    }

    [Fact]
    public async Task Who_brings_no_credential_is_acknowledged_and_turned_away_at_the_first_subscribe()
    {
        using var socket = await OpenAsync("graphql-transport-ws", credential: null);
        await SayAsync(socket, """{"type":"connection_init"}""");
        Assert.Equal("connection_ack", (string?)(await HearAsync(socket))["type"]);

        await SayAsync(socket, Subscribe(1, "subscription { agentSessionUpdated { id } }"));

        Assert.Equal(4002, await ClosedAsync(socket));
    }

    [Fact]
    public async Task A_subscribe_too_soon_after_another_closes_the_connection()
    {
        await using var server = await SandboxFixture.StartAsync(new SandboxOptions { Sessions = 60, SubscribeInterval = TimeSpan.FromMinutes(1) }, TimeProvider.System);
        using var socket = await OpenAsync("graphql-transport-ws", "key", server);
        await SayAsync(socket, """{"type":"connection_init"}""");
        await HearAsync(socket);

        for (int i = 0; i < 2; i++)
        {
            await SayAsync(socket, Subscribe(i, "subscription { agentSessionUpdated { id } }"));
        }

        Assert.Equal(4003, await ClosedAsync(socket));
    }

    [Fact]
    public async Task The_older_protocol_is_refused() =>
        await Assert.ThrowsAsync<WebSocketException>(() => OpenAsync("graphql-ws", "key"));

    [Fact]
    public async Task A_subscription_to_what_there_is_not_is_answered_with_errors()
    {
        using var socket = await SubscribedAsync("subscription { agentSessionForgotten { id } }");

        var told = await HearAsync(socket);

        Assert.Equal("error", (string?)told["type"]);
        Assert.Contains("agentSessionForgotten", (string?)told["payload"]![0]!["message"], StringComparison.Ordinal);
    }

    private void Change(string id) => Assert.True(_server.World.Apply(SandboxCommand.Of("AgentSession", "update", id, new { summary = "Changed" })).Ok);

    private async Task<string> ActAsync(string session, bool ephemeral)
    {
        string content = """{ type: "thought", body: "Hm" }""";
        string input = $"{{ agentSessionId: \"{session}\", ephemeral: {(ephemeral ? "true" : "false")}, content: {content} }}";
        var answer = await SandboxFixture.AskAsync(_server, $"mutation {{ agentActivityCreate(input: {input}) {{ agentActivity {{ id }} }} }}", null);
        return (string?)answer["data"]?["agentActivityCreate"]!["agentActivity"]!["id"] ?? throw new InvalidOperationException(answer.ToJsonString());
    }

    private static string Subscribe(int id, string query) =>
        new JsonObject { ["id"] = $"{id}", ["type"] = "subscribe", ["payload"] = new JsonObject { ["query"] = query } }.ToJsonString();

    private async Task<ClientWebSocket> SubscribedAsync(string query)
    {
        var socket = await OpenAsync("graphql-transport-ws", "key");
        await SayAsync(socket, """{"type":"connection_init"}""");
        Assert.Equal("connection_ack", (string?)(await HearAsync(socket))["type"]);
        await SayAsync(socket, Subscribe(1, query));

        // Messages are taken in their order.
        if (!query.Contains("Forgotten", StringComparison.Ordinal))
        {
            await SayAsync(socket, """{"type":"ping"}""");
            Assert.Equal("pong", (string?)(await HearAsync(socket))["type"]);
        }

        return socket;
    }

    private async Task<ClientWebSocket> OpenAsync(string protocol, string? credential, SandboxServer? server = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(protocol);
        if (credential is not null)
        {
            socket.Options.SetRequestHeader("Authorization", credential);
        }

        try
        {
            await socket.ConnectAsync(new UriBuilder((server ?? _server).Endpoint) { Scheme = "ws" }.Uri, TestContext.Current.CancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Task SayAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    private static async Task<JsonNode> HearAsync(ClientWebSocket socket)
    {
        byte[] buffer = new byte[64 * 1024];
        var read = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketMessageType.Text, read.MessageType);
        return JsonNode.Parse(buffer.AsSpan(0, read.Count))!;
    }

    private static async Task<int> ClosedAsync(ClientWebSocket socket)
    {
        byte[] buffer = new byte[1024];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return (int)read.CloseStatus!;
            }
        }
    }
}
