using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Gateway.IntegrationTests.Live;

/// <summary>Follows one issue over a WebSocket, and notes what it is told, and when.</summary>
internal sealed class Follower : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly List<(int Version, long At)> _told = [];
    private readonly Lock _gate = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>The versions in the titles that it was told, and when it heard of each.</summary>
    public IReadOnlyList<(int Version, long At)> Told
    {
        get
        {
            lock (_gate)
            {
                return [.. _told];
            }
        }
    }

    /// <summary>Called for each, on the thread that reads.</summary>
    public Func<int, Task>? OnTold { get; init; }

    /// <summary>Why it hears nothing more; null while it does.</summary>
    public Exception? Fault { get; private set; }

    public async Task FollowAsync(Uri gateway, string issue)
    {
        _socket.Options.AddSubProtocol("graphql-transport-ws");
        await _socket.ConnectAsync(new UriBuilder(gateway) { Scheme = "ws", Path = "/graphql" }.Uri, TestContext.Current.CancellationToken);
        await SendAsync("""{"type":"connection_init"}""");
        await ReceiveAsync();
        await SendAsync(JsonSerializer.Serialize(new
        {
            id = "1",
            type = "subscribe",
            payload = new { query = "subscription ($id: ID) { issueUpdated(id: $id) { id title } }", variables = new { id = issue } },
        }));
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>The version that stands at the end of a title.</summary>
    public static int VersionOf(string title) => int.TryParse(title.Split(' ')[^1], out int version) ? version : 0;

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                using var json = JsonDocument.Parse(await ReceiveAsync());
                long at = TimeProvider.System.GetTimestamp();
                int version = VersionOf(json.RootElement.GetProperty("payload").GetProperty("data").GetProperty("issueUpdated").GetProperty("title").GetString()!);
                lock (_gate)
                {
                    _told.Add((version, at));
                }

                if (OnTold is { } act)
                {
                    await act(version);
                }
            }
        }
        catch (Exception error)
        {
            Fault = error;
        }
    }

    private Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    private async Task<ReadOnlyMemory<byte>> ReceiveAsync()
    {
        byte[] buffer = new byte[4096];
        int length = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(buffer.AsMemory(length), TestContext.Current.CancellationToken);
            length += read.Count;
            if (read.MessageType == WebSocketMessageType.Close)
            {
                throw new WebSocketException($"Closed with {_socket.CloseStatus}.");
            }

            if (read.EndOfMessage)
            {
                return buffer.AsMemory(0, length);
            }
        }
    }
}
