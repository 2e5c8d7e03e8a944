using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Testing;

namespace Gateway.IntegrationTests;

/// <summary>Whoever sends more than anybody can answer at once takes time from others, and not all of it.</summary>
public class SocketThreadTests
{
    private const string Query = """{"query":"{ agentSessions(first: 3) { nodes { id status } } }"}""";

    [Fact]
    public async Task Connections_that_are_never_silent_do_not_keep_others_waiting()
    {
        var cancel = TestContext.Current.CancellationToken;
        var settings = new Dictionary<string, string> { ["Sandbox:Sessions"] = "10", ["Logging:LogLevel:Default"] = "Warning" };
        await using var gateway = await GatewayProcess.StartAsync(settings, cancel);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(3) };
        byte[] request = Encoding.ASCII.GetBytes(
            $"POST /graphql HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\nContent-Length: {Query.Length}\r\n\r\n{Query}");
        byte[] many = [.. Enumerable.Repeat(request, 400).SelectMany(bytes => bytes)];
        var floods = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Connect(gateway.Address)).ToList();

        // The answer is kept from here on.
        using var content = new StringContent(Query, Encoding.UTF8, "application/json");
        using var first = await http.PostAsync(new Uri(gateway.Address, "/graphql"), content, cancel);
        floods.ForEach(socket => Flood(socket, many));
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, cancel);

        try
        {
            for (int i = 0; i < 4; i++)
            {
                using var alone = new HttpClient { Timeout = TimeSpan.FromSeconds(3) };
                using var live = await alone.GetAsync(new Uri(gateway.Address, "/health/live"), cancel);
                Assert.Equal(HttpStatusCode.OK, live.StatusCode);
            }
        }
        finally
        {
            floods.ForEach(socket => socket.Dispose());
        }
    }

    private static Socket Connect(Uri address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, address.Port);
        return socket;
    }

    private static void Flood(Socket socket, byte[] many)
    {
        Start(() => socket.Send(many));
        byte[] answers = new byte[1 << 20];
        Start(() => socket.Receive(answers));
    }

    private static void Start(Func<int> step) => new Thread(() =>
    {
        try
        {
            while (step() > 0)
            {
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    })
    { IsBackground = true }.Start();
}
