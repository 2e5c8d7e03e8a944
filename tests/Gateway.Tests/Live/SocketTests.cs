using System.Net;
using System.Net.WebSockets;
using Gateway.Tests.Auth;

namespace Gateway.Tests.Live;

/// <summary>graphql-transport-ws, to the letter: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md.</summary>
public sealed class SocketTests : IAsyncLifetime
{
    private const string Updates = "subscription { agentSessionUpdated { id } }";

    private TestGateway _gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartWithSandboxAsync(("Webhooks:Secret", TestGateway.Secret), ("Subscriptions:InitTimeout", "00:00:01"), ("Subscriptions:MaxOperations", "3"), ("Subscriptions:MaxMessageBytes", "20000"));

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_query_is_answered_once_and_completed()
    {
        using var client = await SocketClient.InitAsync(_gateway);

        await client.SubscribeAsync("a\"1", "{ viewer { __typename } }");

        Assert.Equal("""{"id":"a\"1","type":"next","payload":{"data":{"viewer":{"__typename":"User"}}}}""", await client.ReceiveAsync());
        Assert.Equal("""{"id":"a\"1","type":"complete"}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task A_subscription_is_told_of_events_until_it_is_completed()
    {
        using var client = await SocketClient.InitAsync(_gateway);
        string session = _gateway.Host.Sandbox!.World.Ids("AgentSession")[0];
        await client.SubscribeAsync("1", Updates);
        await UntilSubscribedAsync(1);

        using var told = await PromptAsync(session);
        string? first = await client.ReceiveAsync();
        await client.SendAsync("""{"type":"complete","id":"1"}""");
        await UntilSubscribedAsync(0);
        using var untold = await PromptAsync(session);
        await client.SubscribeAsync("2", "{ __typename }");

        Assert.Equal($$$$$"""{"id":"1","type":"next","payload":{"data":{"agentSessionUpdated":{"id":"{{{{{session}}}}}"}}}}""", first);
        Assert.StartsWith("""{"id":"2","type":"next",""", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_is_free_again_can_be_used_again()
    {
        using var client = await SocketClient.InitAsync(_gateway);
        for (int i = 0; i < 3; i++)
        {
            await client.SubscribeAsync("1", "{ __typename }");
            Assert.Contains("\"next\"", await client.ReceiveAsync(), StringComparison.Ordinal);
            Assert.Contains("\"complete\"", await client.ReceiveAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{ nope }", "Cannot query field \\u0022nope\\u0022", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("subscription { agentSessionUpdated { nope } }", "Cannot query field \\u0022nope\\u0022", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{", "Syntax Error", "GRAPHQL_PARSE_FAILED")]
    public async Task What_cannot_run_is_an_error_of_its_operation_and_the_connection_goes_on(string query, string message, string code)
    {
        using var client = await SocketClient.InitAsync(_gateway);

        await client.SubscribeAsync("1", query);
        string? error = await client.ReceiveAsync();
        await client.SubscribeAsync("1", "{ __typename }");

        Assert.StartsWith("""{"id":"1","type":"error","payload":[{"message":""", error, StringComparison.Ordinal);
        Assert.Contains(message.Replace("\\u0022", "\\\"", StringComparison.Ordinal), error, StringComparison.Ordinal);
        Assert.Contains(code, error, StringComparison.Ordinal);
        Assert.Contains("\"next\"", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"ping"}""", """{"type":"pong"}""")]
    [InlineData("""{"type":"ping","payload":{"at":1}}""", """{"type":"pong","payload":{"at":1}}""")]
    public async Task A_ping_is_answered_before_and_after_the_beginning(string ping, string pong)
    {
        using var client = await SocketClient.ConnectAsync(_gateway);

        await client.SendAsync(ping);
        Assert.Equal(pong, await client.ReceiveAsync());
        await client.SendAsync("""{"type":"connection_init"}""");
        Assert.Equal("""{"type":"connection_ack"}""", await client.ReceiveAsync());
        await client.SendAsync("""{"type":"pong"}""");
        await client.SendAsync(ping);

        Assert.Equal(pong, await client.ReceiveAsync());
    }

    [Theory]
    [InlineData("", 4400)]
    [InlineData("hello", 4400)]
    [InlineData("[]", 4400)]
    [InlineData("{}", 4400)]
    [InlineData("""{"type":1}""", 4400)]
    [InlineData("""{"type":"connection_terminate"}""", 4400)]
    [InlineData("""{"type":"ping"} {}""", 4400)]
    [InlineData("""{"type":"connection_init"}""", 4429)]
    [InlineData("""{"type":"subscribe","payload":{"query":"{ __typename }"}}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"","payload":{"query":"{ __typename }"}}""", 4400)]
    [InlineData("""{"type":"subscribe","id":7,"payload":{"query":"{ __typename }"}}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"1"}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"1","payload":{}}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":7}}""", 4400)]
    [InlineData("""{"type":"complete"}""", 4400)]
    [InlineData("""{"type":"next","id":"1","payload":{}}""", 4400)]
    public async Task What_is_no_message_of_the_protocol_ends_the_connection(string message, int code)
    {
        using var client = await SocketClient.InitAsync(_gateway);

        await client.SendAsync(message);

        Assert.Equal(code, await client.EndAsync());
        Assert.NotEmpty(client.Reason!);
    }

    [Theory]
    [InlineData("""{"type":"connection_init","payload":{"authorization":"\ud800"}}""")]
    [InlineData("""{"type":"connection_init","payload":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}""")]
    public async Task A_beginning_that_cannot_be_read_ends_the_connection(string message)
    {
        using var client = await SocketClient.ConnectAsync(_gateway);

        await client.SendAsync(message);

        Assert.Equal(4400, await client.EndAsync());
    }

    [Fact]
    public async Task An_id_that_is_in_use_ends_the_connection()
    {
        using var client = await SocketClient.InitAsync(_gateway);
        await client.SubscribeAsync("abc", Updates);

        await client.SubscribeAsync("abc", "{ __typename }");

        Assert.Equal((4409, "Subscriber for abc already exists"), (await client.EndAsync(), client.Reason));
    }

    [Fact]
    public async Task A_subscription_before_the_connection_is_acknowledged_ends_it()
    {
        using var client = await SocketClient.ConnectAsync(_gateway);

        await client.SubscribeAsync("1", "{ __typename }");

        Assert.Equal((4401, "Unauthorized"), (await client.EndAsync(), client.Reason));
    }

    [Fact]
    public async Task Who_does_not_begin_in_time_is_not_waited_for()
    {
        using var client = await SocketClient.ConnectAsync(_gateway);

        Assert.Equal((4408, "Connection initialisation timeout"), (await client.EndAsync(), client.Reason));
    }

    [Fact]
    public async Task More_operations_than_a_connection_may_have_are_refused_one_by_one()
    {
        using var client = await SocketClient.InitAsync(_gateway);
        for (int i = 0; i < 3; i++)
        {
            await client.SubscribeAsync($"{i}", Updates);
        }

        await client.SubscribeAsync("3", Updates);
        string? refusal = await client.ReceiveAsync();
        await client.SendAsync("""{"type":"complete","id":"0"}""");
        await client.SubscribeAsync("4", "{ __typename }");

        Assert.Equal("""{"id":"3","type":"error","payload":[{"message":"At most 3 operations are taken on one connection.","extensions":{"code":"TOO_MANY_OPERATIONS"}}]}""", refusal);
        Assert.StartsWith("""{"id":"4","type":"next",""", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_that_are_too_large_or_no_text_end_the_connection()
    {
        using var large = await SocketClient.InitAsync(_gateway);
        using var binary = await SocketClient.InitAsync(_gateway);
        using var broken = await SocketClient.InitAsync(_gateway);

        await large.SendAsync(new string(' ', 30_000));
        await binary.SendAsync("{}"u8.ToArray(), WebSocketMessageType.Binary);
        await broken.SendAsync([(byte)'"', 0xC3, (byte)'"']);

        Assert.Equal(1009, await large.EndAsync());
        Assert.Equal(4400, await binary.EndAsync());
        Assert.Contains(await broken.EndAsync(), new int?[] { 4400, 1007 });
    }

    [Fact]
    public async Task A_message_in_pieces_is_one_message()
    {
        using var client = await SocketClient.InitAsync(_gateway);
        byte[] message = """{"type":"ping","payload":{"é":"ü"}}"""u8.ToArray();

        for (int i = 0; i < message.Length; i++)
        {
            await client.SendAsync([message[i]], isEnd: i == message.Length - 1);
        }

        Assert.Equal("""{"type":"pong","payload":{"é":"ü"}}""", await client.ReceiveAsync());
    }

    [Theory]
    [InlineData("graphql-ws")]
    [InlineData(null)]
    public async Task Another_protocol_is_refused_before_the_connection_is_there(string? protocol)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (protocol is not null)
        {
            socket.Options.AddSubProtocol(protocol);
        }

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new UriBuilder(_gateway.Host.Address) { Scheme = "ws", Path = "/graphql" }.Uri, Cancel));

        Assert.Equal(HttpStatusCode.BadRequest, socket.HttpStatusCode);
    }

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    [InlineData("own", true)]
    public async Task A_page_of_another_origin_may_not_connect(string origin, bool isTaken)
    {
        origin = origin == "own" ? _gateway.Host.Address.GetLeftPart(UriPartial.Authority) : origin;
        var connecting = SocketClient.ConnectAsync(_gateway, ("Origin", origin));

        if (isTaken)
        {
            using var client = await connecting;
        }
        else
        {
            await Assert.ThrowsAsync<WebSocketException>(() => connecting);
        }
    }

    [Fact]
    public async Task A_mutation_that_is_under_way_is_answered_before_the_connection_is_given_up()
    {
        using var clients = new ClientsOnDisk().With("writer", "read,mutate,subscribe");
        await using var gateway = await TestGateway.StartWithSandboxAsync(("Auth:ClientsFile", clients.Path), ("Sandbox:Latency", "00:00:03"));
        using var client = await SocketClient.InitAsync(gateway, "{}", ("x-api-key", clients["writer"]));
        string session = gateway.Host.Sandbox!.World.Ids("AgentSession")[0];
        await client.SubscribeAsync("live", Updates);
        await client.SubscribeAsync("1", $"mutation {{ agentSessionUpdate(id: \"{session}\", input: {{}}) {{ success }} }}");
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Cancel);

        clients.AddKey("writer");
        string?[] told = [await client.ReceiveAsync(), await client.ReceiveAsync(), await client.ReceiveAsync()];

        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"agentSessionUpdate":{"success":true}}}}""", told[0]);
        Assert.Equal(("""{"id":"1","type":"complete"}""", null), (told[1], told[2]));
        Assert.Equal(1012, client.Code);
    }

    [Fact]
    public async Task There_are_no_more_connections_than_there_may_be_begun_or_not()
    {
        await using var gateway = await TestGateway.StartWithSandboxAsync(("Subscriptions:MaxConnections", "2"), ("Subscriptions:MaxConnectionsPerClient", "1"));
        using var first = await SocketClient.InitAsync(gateway);
        using var second = await SocketClient.ConnectAsync(gateway);
        await second.SendAsync("""{"type":"connection_init"}""");
        int? ofClient = await second.EndAsync();
        await second.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancel);
        using var waiting = await SocketClient.ConnectAsync(gateway);
        await waiting.SendAsync("""{"type":"ping"}""");
        await waiting.ReceiveAsync();
        using var third = await SocketClient.ConnectAsync(gateway);

        Assert.Equal((1013, 1013), (ofClient, await third.EndAsync()));
    }

    [Fact]
    public async Task Random_bytes_end_connections_and_nothing_else()
    {
        var random = new Random(11);
        for (int i = 0; i < 60; i++)
        {
            using var client = await (i % 2 == 0 ? SocketClient.ConnectAsync(_gateway) : SocketClient.InitAsync(_gateway));
            byte[] bytes = new byte[random.Next(1, 3000)];
            random.NextBytes(bytes);
            await client.SendAsync(bytes, (WebSocketMessageType)random.Next(2), isEnd: random.Next(4) > 0);
            client.Socket.Abort();
        }

        using var after = await SocketClient.InitAsync(_gateway);
        await after.SubscribeAsync("1", "{ __typename }");
        Assert.Contains("\"next\"", await after.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_asks_clients_to_come_back_and_waits_for_nobody()
    {
        var gateway = await TestGateway.StartWithSandboxAsync();
        using var client = await SocketClient.InitAsync(gateway);
        using var silent = await SocketClient.InitAsync(gateway);
        await client.SubscribeAsync("1", Updates);

        long began = TimeProvider.System.GetTimestamp();
        var stopping = gateway.DisposeAsync().AsTask();
        int? code = await client.EndAsync();
        await client.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancel);
        await stopping;

        Assert.Equal((1012, "The gateway is stopping."), (code, client.Reason));
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_key_comes_with_the_request_or_with_the_first_message()
    {
        using var clients = new ClientsOnDisk().With("reports", "read,subscribe").With("reader");
        await using var gateway = await TestGateway.StartWithSandboxAsync(("Auth:ClientsFile", clients.Path));
        string key = clients["reports"];

        using var byHeader = await SocketClient.InitAsync(gateway, "{}", ("x-api-key", key));
        using var byPayload = await SocketClient.InitAsync(gateway, $$"""{"Authorization":"Bearer {{key}}"}""");
        using var nested = await SocketClient.InitAsync(gateway, $$$"""{"headers":{"X-Api-Key":"{{{key}}}"}}""");
        using var without = await SocketClient.ConnectAsync(gateway);
        await without.SendAsync("""{"type":"connection_init"}""");
        using var wrong = await SocketClient.ConnectAsync(gateway);
        await wrong.SendAsync("""{"type":"connection_init","payload":{"authorization":"gw_wrong"}}""");
        using var reader = await SocketClient.InitAsync(gateway, "{}", ("x-api-key", clients["reader"]));
        await reader.SubscribeAsync("1", Updates);

        Assert.Equal((4403, "Forbidden: no_key"), (await without.EndAsync(), without.Reason));
        Assert.Equal((4403, "Forbidden: unknown_key"), (await wrong.EndAsync(), wrong.Reason));
        Assert.Contains("needs the permission \\\"subscribe\\\"", (await reader.ReceiveAsync())!.Replace("\\u0022", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal);
        await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(gateway, ("x-api-key", "gw_wrong")));
    }

    [Fact]
    public async Task Whose_key_is_taken_away_is_given_up_and_not_taken_again()
    {
        using var clients = new ClientsOnDisk().With("reports", "read,subscribe");
        await using var gateway = await TestGateway.StartWithSandboxAsync(("Auth:ClientsFile", clients.Path));
        using var client = await SocketClient.InitAsync(gateway, "{}", ("x-api-key", clients["reports"]));
        await client.SubscribeAsync("1", Updates);
        string taken = clients["reports"];
        clients.AddKey("reports");

        clients.DropKey("reports");

        Assert.Equal((1012, "The clients have changed."), (await client.EndAsync(), client.Reason));
        await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(gateway, ("x-api-key", taken)));
    }

    private Task<HttpResponseMessage> PromptAsync(string session) =>
        _gateway.SendWebhookAsync($$$"""{"type":"AgentSessionEvent","action":"prompted","agentSession":{"id":"{{{session}}}"},"webhookTimestamp":1}""");

    private Task UntilSubscribedAsync(int groups) => UntilAsync(() => _gateway.Host.Subscriptions == groups);

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (int i = 0; i < 2_000 && !isSo(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancel);
        }

        Assert.True(isSo());
    }
}
