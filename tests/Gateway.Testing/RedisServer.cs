using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Testing;

/// <summary>One <c>redis-server</c> process, and what can befall it. It keeps its port over restarts.</summary>
/// <remarks>What it has answered is in its log of commands already, so a kill loses nothing, unless the restart is to be an empty one.</remarks>
public sealed class RedisServer : IAsyncDisposable
{
    private const int BusOffset = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _parent;
    private Process? _process;

    internal RedisServer(DirectoryInfo parent, RedisServerOptions options) => (_parent, Options) = (parent, options);

    public RedisServerOptions Options { get; }

    public int Port { get; private set; }

    /// <summary>As in <c>127.0.0.1:17001</c>.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    private string Home => Path.Combine(_parent.FullName, Port.ToString(CultureInfo.InvariantCulture));

    private string Log => Path.Combine(Home, "appendonlydir");

    private string Copy => Path.Combine(Home, "remembered");

    /// <summary>Ends it at once, as a crash of the machine would.</summary>
    public async Task KillAsync()
    {
        End();
        await (_process?.WaitForExitAsync() ?? Task.CompletedTask);
    }

    /// <summary>Kills it if it runs, and starts it again on the same port.</summary>
    /// <param name="keepData">Whether it remembers what it held.</param>
    public async Task RestartAsync(bool keepData)
    {
        await KillAsync();
        if (!keepData)
        {
            Directory.Delete(Log, recursive: true);
        }

        await LaunchAsync();
    }

    /// <summary>Keeps a copy of what it holds just now.</summary>
    public void Remember()
    {
        var copy = Directory.CreateDirectory(Copy);
        foreach (var file in new DirectoryInfo(Log).EnumerateFiles())
        {
            file.CopyTo(Path.Combine(copy.FullName, file.Name), overwrite: true);
        }
    }

    /// <summary>Kills it, and starts it again with what it held at <see cref="Remember"/>, as after a crash that lost the rest.</summary>
    public async Task RestartAsRememberedAsync()
    {
        await KillAsync();
        Directory.Delete(Log, recursive: true);
        Directory.Move(Copy, Log);
        await LaunchAsync();
    }

    /// <summary>Makes it hang: connections are accepted, and nothing is answered.</summary>
    public void Pause()
    {
        RedisProgram.Pause(Running);
    }

    public void Resume()
    {
        RedisProgram.Resume(Running);
    }

    /// <summary>Makes a replica a master.</summary>
    public Task PromoteAsync() => RunAsync("REPLICAOF", "NO", "ONE");

    /// <summary>Runs a command, as the default user.</summary>
    /// <returns>What the command line client prints; a fault of the server is told there too.</returns>
    public Task<string> RunAsync(params IReadOnlyList<string> arguments)
    {
        string port = Port.ToString(CultureInfo.InvariantCulture);
        var environment = new Dictionary<string, string>();
        if (Options.Password.Length > 0)
        {
            environment["REDISCLI_AUTH"] = Options.Password;
        }

        return RedisProgram.RunAsync(RedisProgram.Client, ["-h", "127.0.0.1", "-p", port, .. arguments], environment);
    }

    /// <summary>How often each command was called since the start or the last reset, by its lower-case name.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CallsAsync()
    {
        // cmdstat_hmget:calls=3,usec=41,…
        string statistics = await RunAsync("INFO", "commandstats");
        return statistics.Split('\n').Where(line => line.StartsWith("cmdstat_", StringComparison.Ordinal)).ToDictionary(
            line => line["cmdstat_".Length..line.IndexOf(':', StringComparison.Ordinal)],
            line => long.Parse(line.Split('=', ',')[1], CultureInfo.InvariantCulture));
    }

    public Task ResetCallsAsync() => RunAsync("CONFIG", "RESETSTAT");

    /// <summary>Begins to note every command that it is sent.</summary>
    public Task<RedisMonitor> MonitorAsync() => RedisMonitor.StartAsync(this);

    /// <summary>Waits, with patience but not for ever, until something holds.</summary>
    public async Task WaitUntilAsync(Func<Task<bool>> condition, string what)
    {
        ArgumentNullException.ThrowIfNull(condition);
        long start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException($"{Address}: waited in vain until {what}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
    }

    internal async Task StartAsync()
    {
        for (int attempt = 1; ; attempt++)
        {
            Port = FreePort();
            Directory.CreateDirectory(Home);
            await File.WriteAllTextAsync(Path.Combine(Home, "redis.conf"), Configuration());
            try
            {
                await LaunchAsync();
                return;
            }
            catch (InvalidOperationException) when (attempt < 5 && !IsRunning)
            {
                // Another took the port between the look and the start.
            }
        }
    }

    /// <summary>Kills the process without waiting for its end.</summary>
    internal void End()
    {
        if (IsRunning)
        {
            _process!.Kill();
        }
    }

    private bool IsRunning => _process is { HasExited: false };

    private Process Running => IsRunning ? _process! : throw new InvalidOperationException($"{Address} does not run.");

    private async Task LaunchAsync()
    {
        string log = Path.Combine(Home, "redis.log");
        _process?.Dispose();
        _process = Process.Start(new ProcessStartInfo(RedisProgram.Server, [Path.Combine(Home, "redis.conf")]) { WorkingDirectory = Home })!;
        await WaitUntilAsync(
            async () => IsRunning
                ? await IsServingAsync()
                : throw new InvalidOperationException($"redis-server did not start: {await File.ReadAllTextAsync(log)}"),
            "it serves");
    }

    private async Task<bool> IsServingAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray());
            string? answer = await reader.ReadLineAsync();
            return answer is ['+', 'P', ..] or ['-', 'N', 'O', 'A', 'U', 'T', 'H', ..];
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return false;
        }
    }

    private string Configuration()
    {
        var text = new StringBuilder();
        void Add(FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');

        Add($"port {Port}");
        Add($"bind 127.0.0.1");
        Add($"dir \"{Home}\"");
        Add($"logfile \"{Path.Combine(Home, "redis.log")}\"");
        Add($"save \"\"");
        Add($"appendonly yes");
        Add($"appendfsync no");
        Add($"repl-diskless-sync-delay 0");
        Add($"maxmemory {Options.MaxMemory}");
        Add($"maxmemory-policy {Options.MaxMemoryPolicy}");
        if (Options.Password.Length > 0)
        {
            Add($"requirepass {Options.Password}");
            Add($"masterauth {Options.Password}");
        }

        foreach (string user in Options.Users)
        {
            Add($"user {user}");
        }

        if (Options.ReplicaOf is { } master)
        {
            Add($"replicaof 127.0.0.1 {master.Port}");
        }

        if (Options.ClusterEnabled)
        {
            Add($"cluster-enabled yes");
            Add($"cluster-node-timeout 1000");
            Add($"cluster-require-full-coverage {(Options.RequireFullCoverage ? "yes" : "no")}");
        }

        return text.ToString();
    }

    // Below the range from which the system gives ports to clients: one of those could else take the port of a server that is down.
    private static int FreePort()
    {
        for (int attempt = 0; attempt < 200; attempt++)
        {
            int port = Random.Shared.Next(12_000, 22_000);
            if (IsFree(port) && IsFree(port + BusOffset))
            {
                return port;
            }
        }

        throw new InvalidOperationException("No free port was found.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
