using System.Globalization;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Gateway.Sandbox;

namespace Gateway.IntegrationTests.Soaking;

/// <summary>Subscribers who come, are told something or nothing, and go in every way there is; each asks what nobody asked before.</summary>
internal sealed class SoakSubscribers(SandboxServer sandbox, Uri gateway) : IDisposable
{
    private const int Places = 6;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly string[] _sessions = [.. sandbox.World.Ids("AgentSession")];
    private readonly string[] _issues = [.. sandbox.World.Ids("Issue")];
    private readonly long[] _left = new long[5];
    private long _told;
    private long _surprises;

    /// <summary>What was not as it should be.</summary>
    public long Surprises => Volatile.Read(ref _surprises);

    /// <summary>Whether they went in every way many times, and were told things.</summary>
    public bool IsVaried => _left.All(count => count > 10) && _told > 100;

    public async Task RunAsync(Func<bool> isOver, CancellationToken cancel) =>
        await Task.WhenAll([.. Enumerable.Range(0, Places).Select(seed => StayAsync(new Random(seed), isOver, cancel)), ChangeAsync(isOver, cancel)]);

    public void Dispose() => _http.Dispose();

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{_left.Sum()} subscribers ({string.Join(' ', _left)}) told {_told} times");

    // What no webhook tells.
    private async Task ChangeAsync(Func<bool> isOver, CancellationToken cancel)
    {
        for (int i = 0; !isOver(); i++)
        {
            string summary = string.Create(CultureInfo.InvariantCulture, $"summary {i}");
            sandbox.World.Apply(SandboxCommand.Of("AgentSession", "update", _sessions[i % _sessions.Length], new { summary }));
            await Task.Delay(TimeSpan.FromMilliseconds(70), TimeProvider.System, cancel);
        }
    }

    private async Task StayAsync(Random random, Func<bool> isOver, CancellationToken cancel)
    {
        while (!isOver())
        {
            int way = random.Next(_left.Length);
            var stay = TimeSpan.FromMilliseconds(random.Next(50, 1000));
            try
            {
                await (way == 0 ? StreamAsync(random, stay, cancel) : SocketAsync(random, way, stay, cancel));
                Interlocked.Increment(ref _left[way]);
            }
            catch (Exception error) when (error is WebSocketException or HttpRequestException or JsonException or IOException)
            {
                Interlocked.Increment(ref _surprises);
            }
        }
    }

    private string Subscription(Random random)
    {
        string fresh = string.Create(CultureInfo.InvariantCulture, $"x{random.NextInt64():x}");
        return random.Next(3) switch
        {
            0 => $"subscription {{ agentSessionUpdated {{ id {fresh}: summary }} }}",
            1 => $"subscription {{ {fresh}: agentSessionUpdated(id: \"{_sessions[random.Next(_sessions.Length)]}\", onlyChanges: true) {{ summary }} }}",
            _ => $"subscription {{ issueUpdated(id: \"{_issues[random.Next(_issues.Length)]}\") {{ {fresh}: title }} }}",
        };
    }

    private async Task StreamAsync(Random random, TimeSpan stay, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, "/graphql")) { Content = JsonContent.Create(new { query = Subscription(random) }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        response.EnsureSuccessStatusCode();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(stay);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancel));
        try
        {
            while (await reader.ReadLineAsync(patience.Token) is { } line)
            {
                Interlocked.Add(ref _told, line.StartsWith("data: {\"data\":{", StringComparison.Ordinal) ? 1 : 0);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
        }
    }

    /// <summary>Ways: 1 goodbye, 2 completes first, 3 cuts, 4 never reads.</summary>
    private async Task SocketAsync(Random random, int way, TimeSpan stay, CancellationToken cancel)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(gateway) { Scheme = "ws", Path = "/graphql" }.Uri, cancel);
        await SayAsync(socket, new { type = "connection_init" }, cancel);
        await SayAsync(socket, new { id = "1", type = "subscribe", payload = new { query = Subscription(random) } }, cancel);
        if (way == 4)
        {
            await Task.Delay(stay, TimeProvider.System, cancel);
            socket.Abort();
            return;
        }

        var reading = ReadAsync(socket, cancel);
        await Task.Delay(stay, TimeProvider.System, cancel);
        if (way == 2)
        {
            await SayAsync(socket, new { id = "1", type = "complete" }, cancel);
        }

        if (way == 3)
        {
            socket.Abort();
        }
        else
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancel);
        }

        await reading.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, cancel);
    }

    private async Task ReadAsync(ClientWebSocket socket, CancellationToken cancel)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, cancel) is { MessageType: WebSocketMessageType.Text } read)
            {
                string text = Encoding.UTF8.GetString(buffer, 0, read.Count);
                Interlocked.Add(ref _told, text.Contains("\"next\"", StringComparison.Ordinal) ? 1 : 0);
                Interlocked.Add(ref _surprises, text.Contains("\"errors\"", StringComparison.Ordinal) || text.Contains("\"error\"", StringComparison.Ordinal) ? 1 : 0);
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException && socket.State == WebSocketState.Aborted && !cancel.IsCancellationRequested)
        {
            // As it was meant to end.
        }
    }

    private static Task SayAsync(ClientWebSocket socket, object message, CancellationToken cancel) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, cancel);
}
