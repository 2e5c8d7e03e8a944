using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Testing;

/// <summary>Notes every command that a server is sent, as <c>MONITOR</c> tells it.</summary>
public sealed class RedisMonitor : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly RedisServer _server;
    private readonly TcpClient _client = new();
    private Task _reading = Task.CompletedTask;

    private RedisMonitor(RedisServer server) => _server = server;

    /// <summary>What was noted so far, such as <c>1700000000.123456 [0 127.0.0.1:40000] "GET" "key"</c>, oldest first.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Waits until every command is noted that was answered before this call.</summary>
    public async Task<IReadOnlyList<string>> CatchUpAsync()
    {
        string mark = Guid.NewGuid().ToString();
        await _server.RunAsync("ECHO", mark);
        await _server.WaitUntilAsync(
            () => Task.FromResult(Lines.Any(line => line.Contains(mark, StringComparison.Ordinal))), "its monitor has caught up");
        return [.. Lines.Where(line => !line.Contains(mark, StringComparison.Ordinal))];
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _reading;
    }

    internal static async Task<RedisMonitor> StartAsync(RedisServer server)
    {
        var monitor = new RedisMonitor(server);
        await monitor.ConnectAsync();
        return monitor;
    }

    private async Task ConnectAsync()
    {
        await _client.ConnectAsync(IPAddress.Loopback, _server.Port);
        var stream = _client.GetStream();
        var reader = new StreamReader(stream, Encoding.UTF8);
        string login = _server.Options.Password.Length > 0 ? $"AUTH {_server.Options.Password}\r\n" : "";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{login}MONITOR\r\n"));
        for (int answers = login.Length > 0 ? 2 : 1; answers > 0; answers--)
        {
            string? answer = await reader.ReadLineAsync();
            if (answer != "+OK")
            {
                throw new InvalidOperationException($"{_server.Address} cannot be monitored: {answer}");
            }
        }

        _reading = ReadAsync(reader);
    }

    private async Task ReadAsync(StreamReader reader)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                lock (_lock)
                {
                    _lines.Add(line.TrimStart('+'));
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The server or the test has ended it.
        }
    }
}
