using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Gateway.Tests.Live;

/// <summary>A WebSocket to a gateway, message by message.</summary>
public sealed class SocketClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    private SocketClient()
    {
    }

    /// <summary>The close code, once <see cref="ReceiveAsync"/> has said null.</summary>
    public int? Code => (int?)_socket.CloseStatus;

    public string? Reason => _socket.CloseStatusDescription;

    public ClientWebSocket Socket => _socket;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SocketClient> ConnectAsync(TestGateway gateway, params (string Name, string Value)[] headers)
    {
        var client = new SocketClient();
        client._socket.Options.AddSubProtocol("graphql-transport-ws");
        foreach (var (name, value) in headers)
        {
            client._socket.Options.SetRequestHeader(name, value);
        }

        await client._socket.ConnectAsync(new UriBuilder(gateway.Host.Address) { Scheme = "ws", Path = "/graphql" }.Uri, Cancel);
        return client;
    }

    /// <summary>One that is acknowledged.</summary>
    public static async Task<SocketClient> InitAsync(TestGateway gateway, string payload = "{}", params (string Name, string Value)[] headers)
    {
        var client = await ConnectAsync(gateway, headers);
        await client.SendAsync($$"""{"type":"connection_init","payload":{{payload}}}""");
        Assert.Equal("""{"type":"connection_ack"}""", await client.ReceiveAsync());
        return client;
    }

    public Task SendAsync(string message) => SendAsync(Encoding.UTF8.GetBytes(message));

    public Task SendAsync(byte[] message, WebSocketMessageType type = WebSocketMessageType.Text, bool isEnd = true) =>
        _socket.SendAsync(message, type, isEnd, Cancel);

    public Task SubscribeAsync(string id, string query) =>
        SendAsync(JsonSerializer.Serialize(new { id, type = "subscribe", payload = new { query } }));

    /// <summary>The next message; null if the connection was closed.</summary>
    public async Task<string?> ReceiveAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(15));
        byte[] buffer = new byte[1 << 16];
        var text = new List<byte>();
        while (true)
        {
            var read = await _socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            text.AddRange(buffer.AsSpan(0, read.Count));
            if (read.EndOfMessage)
            {
                return Encoding.UTF8.GetString([.. text]);
            }
        }
    }

    /// <summary>Reads to the end.</summary>
    /// <returns>The close code.</returns>
    public async Task<int?> EndAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }

        return Code;
    }

    public void Dispose() => _socket.Dispose();
}
