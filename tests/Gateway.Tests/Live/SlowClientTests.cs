using System.Net.WebSockets;
using Gateway.Testing;

namespace Gateway.Tests.Live;

/// <summary>A client that is told more than it reads.</summary>
public sealed class SlowClientTests : IAsyncLifetime
{
    // More than the buffers of both ends of a connection, which are some megabytes.
    private const int Pings = 4_000;

    private static readonly byte[] Ping = [.. "{\"type\":\"ping\",\"payload\":{\"much\":\""u8, .. Enumerable.Repeat((byte)'a', 8 * 1024), .. "\"}}"u8];

    // More than those buffers and the bound of 4 MiB, less than eight times the bound.
    private const int PingsAtOnce = 2_000;

    private readonly ManualTime _time = new();
    private readonly CountedMeasurements _closed = new("gateway.subscriptions.closed");
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        _closed.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Much_may_be_told_at_once()
    {
        await using var gateway = await StartAsync(("Subscriptions:MaxQueuedBytes", "4194304"));
        using var client = await SocketClient.InitAsync(gateway);
        await PingAsync(client, PingsAtOnce);

        for (int i = 0; i < PingsAtOnce; i++)
        {
            Assert.StartsWith("{\"type\":\"pong\"", await client.ReceiveAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_has_read_nothing_of_it_for_a_second_is_told_no_more()
    {
        await using var gateway = await StartAsync(("Subscriptions:MaxQueuedBytes", "4194304"));
        using var client = await SocketClient.InitAsync(gateway);
        await PingAsync(client, PingsAtOnce);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromSeconds(1.1));
        await PingAsync(client, 1);

        Assert.Equal(1013, await client.EndAsync());
    }

    [Fact]
    public async Task Who_reads_in_the_end_gets_what_was_on_its_way_and_is_told_why_there_is_no_more()
    {
        using var client = await SocketClient.InitAsync(_gateway);
        await PingAsync(client, Pings);

        int pongs = 0;
        while (await client.ReceiveAsync() is not null)
        {
            pongs++;
        }

        Assert.Equal((1013, "You read more slowly than you are told."), (client.Code, client.Reason));
        Assert.InRange(pongs, 1, Pings - 1);
        await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);
        await UntilClosedAsync(_gateway);
    }

    [Fact]
    public async Task Who_does_not_read_for_two_seconds_more_is_broken_off()
    {
        using var client = await SocketClient.InitAsync(_gateway);
        await PingAsync(client, Pings);

        _time.Advance(TimeSpan.FromSeconds(2));

        await UntilClosedAsync(_gateway);
        await Assert.ThrowsAsync<WebSocketException>(client.EndAsync);
    }

    [Fact]
    public async Task Who_pings_without_end_and_reads_nothing_is_cut_off()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = await SocketClient.InitAsync(gateway);
        byte[] ping = "{\"type\":\"ping\"}"u8.ToArray();
        int sent = 0;

        try
        {
            for (; sent < 3_000_000; sent++)
            {
                await client.SendAsync(ping);
            }
        }
        catch (WebSocketException)
        {
            // As it must be.
        }

        Assert.InRange(sent, 1, 2_999_999);
        await UntilClosedAsync(gateway);
    }

    private Task<TestGateway> StartAsync(params (string Key, string Value)[] settings) =>
        TestGateway.StartAsync(new GatewaySetup { Upstream = FakeUpstream.Answering(_ => "{}"), Time = _time }, settings);

    private static async Task PingAsync(SocketClient client, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await client.SendAsync(Ping);
            if (i % 16 == 0)
            {
                // So that what piles up piles up because nobody reads.
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }
    }

    private async Task UntilClosedAsync(TestGateway gateway)
    {
        for (int i = 0; i < 1_500 && _closed.Of(gateway).Count == 0; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Equal(["slow"], _closed.Of(gateway));
    }
}
