using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Linear.Tests;

/// <summary>A server that knows no HTTP: it reads what comes first on a connection, writes the same bytes to each, and ends it as told.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[] _wire;
    private readonly Ending _ending;
    private readonly Task _serving;
    private int _connections;

    private RawServer(string wire, Ending ending)
    {
        (_wire, _ending) = (Encoding.ASCII.GetBytes(wire), ending);
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>What becomes of a connection after the bytes.</summary>
    public enum Ending
    {
        /// <summary>It is closed in order.</summary>
        Close,

        /// <summary>It is reset.</summary>
        Reset,

        /// <summary>It stays, and nothing more comes.</summary>
        Hang,
    }

    public Uri Endpoint => new($"http://{_listener.LocalEndpoint}/graphql");

    public int Connections => Volatile.Read(ref _connections);

    public static RawServer Sending(string wire, Ending ending) => new(wire, ending);

    /// <summary>An address where nobody listens.</summary>
    public static Uri Nowhere()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://{probe.LocalEndpoint}/graphql");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> answers = [];
        try
        {
            while (true)
            {
                answers.Add(AnswerAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(answers);
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        var request = new byte[4096];
        try
        {
            await socket.ReceiveAsync(request, _stop.Token);
            Interlocked.Increment(ref _connections);
            await socket.SendAsync(_wire, _stop.Token);
            if (_ending == Ending.Reset)
            {
                // Given up at once, with whatever is unsent.
                socket.LingerState = new LingerOption(true, 0);
                return;
            }

            if (_ending == Ending.Close)
            {
                socket.Shutdown(SocketShutdown.Send);
            }

            // Closing with bytes unread would reset the connection, and the client might never see the answer.
            while (await socket.ReceiveAsync(request, _stop.Token) > 0)
            {
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
        }
        finally
        {
            socket.Dispose();
        }
    }
}
