using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Live;

/// <summary>Subscribers to whom nothing happens.</summary>
public sealed class IdleSubscribersTests
{
    private const int Subscribers = 10_000;
    private const int MostBytes = 400_000_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_idle_subscribers_fit_into_400_MB()
    {
        await using var sandbox = await Sharing.Upstreams.StartAsync(TimeSpan.Zero);
        await using var gateway = await GatewayProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["Linear:Endpoint"] = sandbox.Endpoint.ToString(),
                ["Linear:ApiKey"] = "lin_api_idle",
                ["Schema:DriftInterval"] = "0",
                ["Subscriptions:MaxConnectionsPerClient"] = "20000",

                // Clients that are written by hand do not answer pings.
                ["Subscriptions:PingInterval"] = "00:10:00",
            },
            Cancel);
        string[] sessions = [.. sandbox.World.Ids("AgentSession")];
        long before = ResidentBytes(gateway.Id);
        var sockets = new List<Socket>(Subscribers);
        try
        {
            foreach (int[] some in Enumerable.Range(0, Subscribers).Chunk(100))
            {
                sockets.AddRange(await Task.WhenAll(some.Select(i => SubscribeAsync(gateway.Address, i, sessions[i % sessions.Length]))));
            }

            await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, Cancel);
            long after = ResidentBytes(gateway.Id);
            TestContext.Current.TestOutputHelper?.WriteLine($"{before / 1_000_000} MB before, {after / 1_000_000} MB with {Subscribers} subscribers: {(after - before) / Subscribers} bytes for each");

            // They are there still.
            foreach (var socket in sockets)
            {
                await socket.SendAsync(Frame("""{"type":"ping"}"""), Cancel);
                await UntilAsync(socket, "\"pong\"");
            }

            Assert.InRange(after, 1, MostBytes);
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    // By hand: ten thousand clients of the framework would take more memory than the gateway.
    private static async Task<Socket> SubscribeAsync(Uri gateway, int i, string session)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, gateway.Port, Cancel);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"GET /graphql HTTP/1.1\r\nHost: {gateway.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + $"Sec-WebSocket-Key: {Convert.ToBase64String(Encoding.ASCII.GetBytes($"{i:D16}"))}\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"),
            Cancel);
        await UntilAsync(socket, "\r\n\r\n");
        await socket.SendAsync(Frame("""{"type":"connection_init"}"""), Cancel);
        await UntilAsync(socket, "connection_ack");
        string subscription = $"subscription {{ agentSessionUpdated(id: \\\"{session}\\\") {{ id status }} }}";
        await socket.SendAsync(Frame("{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"" + subscription + "\"}}"), Cancel);
        await socket.SendAsync(Frame("""{"type":"ping"}"""), Cancel);
        await UntilAsync(socket, "pong");
        return socket;
    }

    private static async Task UntilAsync(Socket socket, string end)
    {
        var heard = new StringBuilder();
        byte[] buffer = new byte[1024];
        while (!heard.ToString().Contains(end, StringComparison.Ordinal))
        {
            int count = await socket.ReceiveAsync(buffer, Cancel);
            Assert.True(count > 0, $"Closed after: {heard}");
            heard.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }
    }

    // Masked with zeroes.
    private static byte[] Frame(string text)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        return body.Length < 126
            ? [0x81, (byte)(0x80 | body.Length), 0, 0, 0, 0, .. body]
            : [0x81, 0x80 | 126, (byte)(body.Length >> 8), (byte)body.Length, 0, 0, 0, 0, .. body];
    }

    private static long ResidentBytes(int process)
    {
        string line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) * 1024;
    }
}
