using System.Net.WebSockets;
using System.Text;
using Gateway.Linear.Feed;
using Gateway.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Linear.Tests.Feed;

/// <summary>The client of Linear's subscriptions in front of a server that says what a test wants it to.</summary>
public sealed class FeedProtocolTests : IAsyncDisposable
{
    private readonly FeedBench _bench = new();
    private readonly List<string> _heard = [];
    private WebApplication? _app;

    [Theory]
    [InlineData("no JSON")]
    [InlineData("""{"type":"connection_ack","payload":""")]
    [InlineData("""{"type":"invented"}""")]
    [InlineData("""[1]""")]
    [InlineData("""{"type":"next","id":"7","payload":{}}""")]
    public async Task What_is_no_message_of_the_protocol_ends_it(string said)
    {
        var endpoint = await ServeAsync((socket, _) => SayAsync(socket, said));

        Assert.Equal(FeedEndKind.Faulty, (await _bench.RunAsync(endpoint, "agentSessionUpdated")).Kind);
    }

    [Theory]
    [InlineData("""{"errors":[{"message":"Entity not found"}],"data":null}""")]
    [InlineData("""{"data":{"agentSessionUpdated":null}}""")]
    [InlineData("""{}""")]
    [InlineData("7")]
    public async Task An_event_of_which_nothing_is_told_is_heard_without_data(string payload)
    {
        var endpoint = await ServeAsync((socket, message) => message.Contains("subscribe", StringComparison.Ordinal)
            ? SayAsync(socket, $$"""{"type":"next","id":"0","payload":{{payload}}}""")
            : SayAsync(socket, """{"type":"connection_ack"}"""));
        var run = _bench.RunAsync(endpoint, "agentSessionUpdated");

        await _bench.HearAsync();

        Assert.Equal([(0, null)], _bench.Heard);
        Assert.False(run.IsCompleted);
    }

    [Fact]
    public async Task Whoever_asks_whether_it_is_there_is_answered()
    {
        var answered = new TaskCompletionSource();
        var endpoint = await ServeAsync((socket, message) =>
        {
            if (message.Contains("pong", StringComparison.Ordinal))
            {
                answered.TrySetResult();
            }

            return message.Contains("init", StringComparison.Ordinal) ? SayAsync(socket, """{"type":"ping"}""") : Task.CompletedTask;
        });
        _ = _bench.RunAsync(endpoint, "agentSessionUpdated");

        await answered.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Nothing_is_subscribed_to_before_the_connection_is_acknowledged()
    {
        var endpoint = await ServeAsync((_, _) => Task.CompletedTask);
        _bench.Options.Patience = TimeSpan.FromMilliseconds(300);

        Assert.Equal(FeedEndKind.Silent, (await _bench.RunAsync(endpoint, "agentSessionUpdated")).Kind);
        Assert.Equal(["""{"type":"connection_init"}"""], _heard);
    }

    [Theory]
    [InlineData(401, FeedEndKind.Unauthorized)]
    [InlineData(403, FeedEndKind.Unauthorized)]
    [InlineData(429, FeedEndKind.Crowded)]
    [InlineData(500, FeedEndKind.Unreachable)]
    public async Task An_upgrade_that_is_refused_says_why_by_its_status(int status, FeedEndKind kind)
    {
        await using var server = await LoopbackServer.AnsweringAsync(status, "{}");

        Assert.Equal(kind, (await _bench.RunAsync(server.Endpoint, "agentSessionUpdated")).Kind);
    }

    [Fact]
    public async Task A_message_of_more_than_a_megabyte_ends_it()
    {
        string large = new('x', 1 << 21);
        var endpoint = await ServeAsync((socket, _) => SayAsync(socket, $$"""{"type":"ping","payload":"{{large}}"}"""));

        Assert.Equal(FeedEndKind.Faulty, (await _bench.RunAsync(endpoint, "agentSessionUpdated")).Kind);
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("error")]
    public async Task A_subscription_that_ends_after_it_was_relied_on_ends_it_with_its_name(string type)
    {
        int pings = 0;
        var endpoint = await ServeAsync((socket, message) =>
            message.Contains("init", StringComparison.Ordinal) ? SayAsync(socket, """{"type":"connection_ack"}""")
            : !message.Contains("ping", StringComparison.Ordinal) ? Task.CompletedTask
            : ++pings == 1 ? SayAsync(socket, """{"type":"pong"}""")
            : SayAsync(socket, $$"""{"type":"{{type}}","id":"1"}"""));

        var end = await _bench.RunAsync(endpoint, "agentSessionCreated", "agentSessionUpdated");

        Assert.Equal((FeedEndKind.Refused, "agentSessionUpdated"), (end.Kind, end.Field));
        Assert.Empty(await _bench.Begun.Task);
    }

    [Fact]
    public async Task Where_some_are_refused_it_ends_after_a_quarter_of_an_hour_so_that_they_are_asked_for_again()
    {
        var time = new ManualTime();
        var bench = new FeedBench { Time = time };
        var endpoint = await ServeAsync((socket, message) =>
            message.Contains("init", StringComparison.Ordinal) ? SayAsync(socket, """{"type":"connection_ack"}""")
            : message.Contains("ping", StringComparison.Ordinal) ? SayAsync(socket, """{"type":"pong"}""")
            : message.Contains("agentSessionCreated", StringComparison.Ordinal) ? SayAsync(socket, """{"type":"error","id":"0","payload":[]}""")
            : Task.CompletedTask);
        var run = bench.RunAsync(endpoint, "agentSessionCreated", "agentSessionUpdated");
        var begun = time.GetUtcNow();

        while (!run.IsCompleted)
        {
            time.Advance(time.GetUtcNow() - begun < TimeSpan.FromMinutes(14) && bench.Begun.Task.IsCompleted ? TimeSpan.FromSeconds(2) : bench.Options.PingInterval);
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Equal((FeedEndKind.Refused, "agentSessionCreated"), ((await run).Kind, (await run).Field));
        Assert.InRange(time.GetUtcNow() - begun, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(16));
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    /// <summary>Answers each message of a client.</summary>
    private async Task<Uri> ServeAsync(Func<WebSocket, string, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync("graphql-transport-ws");
            byte[] buffer = new byte[4096];
            try
            {
                while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: WebSocketMessageType.Text } read)
                {
                    string message = Encoding.UTF8.GetString(buffer, 0, read.Count);
                    _heard.Add(message);
                    await answer(socket, message);
                }
            }
            catch (Exception error) when (error is WebSocketException or OperationCanceledException)
            {
                // The client is gone.
            }
        });
        await _app.StartAsync(TestContext.Current.CancellationToken);
        return new Uri(new Uri(_app.Urls.Single()), "/graphql");
    }

    private static Task SayAsync(WebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
}
