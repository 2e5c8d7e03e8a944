using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Gateway.Testing;

/// <summary>A gateway in a process of its own, as an operator starts it. It ends with this object, and with the process of the tests.</summary>
/// <remarks>The program is the one beside the test assembly, so a test project that uses this refers to the program's project.</remarks>
public sealed class GatewayProcess : IAsyncDisposable
{
    private const int MostLogLetters = 1 << 20;

    // The banner's line, such as "  GraphQL    http://127.0.0.1:41234/graphql".
    private const string AddressLine = "  GraphQL ";

    // Settings from whoever runs the tests, and what such runs tell programs about themselves.
    private static readonly string[] Foreign = ["LINEAR_", "REDIS_", "ASPNETCORE_", "DOTNET_URLS", "HTTP_PORTS"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private GatewayProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("The gateway ended before it was ready."));
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>Where it is reached, such as <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What it wrote to its output and its error output, up to a million letters.</summary>
    public string Log
    {
        get
        {
            lock (_lock)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>The number by which the system knows the process.</summary>
    public int Id => _process.Id;

    public bool IsRunning => !_process.HasExited;

    /// <summary>Starts one that listens on any free port of the loopback interface. When the task has ended, it is ready.</summary>
    /// <param name="settings">Options by their keys, such as <c>Linear:Endpoint</c>.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidOperationException">It did not become ready; tells what it wrote.</exception>
    public static async Task<GatewayProcess> StartAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var gateway = new GatewayProcess(StartInfo(settings));
        try
        {
            gateway.Launch();
            gateway.Address = await gateway._address.Task.WaitAsync(Patience, TimeProvider.System, cancel);
            return gateway;
        }
        catch (Exception error) when (error is InvalidOperationException or TimeoutException)
        {
            await gateway.DisposeAsync();
            throw new InvalidOperationException($"A gateway did not become ready: {error.Message}\n{gateway.Log}", error);
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it where it is, as if the machine had no time for it.</summary>
    public void Pause() => RedisProgram.Pause(_process);

    public void Resume() => RedisProgram.Resume(_process);

    /// <summary>Ends it at once, as a crash of the machine would.</summary>
    public async Task KillAsync()
    {
        End();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        if (HasStarted)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private bool HasStarted { get; set; }

    private static ProcessStartInfo StartInfo(IReadOnlyDictionary<string, string> settings)
    {
        string home = AppContext.BaseDirectory;
        string program = Path.Combine(home, "Gateway.dll");
        if (!File.Exists(program))
        {
            throw new InvalidOperationException($"{program} is not there: the test project must refer to the gateway's.");
        }

        // Nothing comes by itself unless a test wants it to.
        var all = new Dictionary<string, string>(settings);
        all.TryAdd("Feed:Enabled", "false");
        var options = all.SelectMany(setting => new[] { $"--{setting.Key}", setting.Value });
        string[] arguments = [program, "--urls", "http://127.0.0.1:0", .. options];
        var start = new ProcessStartInfo(Dotnet(), arguments)
        {
            WorkingDirectory = home,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => Foreign.Any(name.StartsWith)).ToArray())
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    // The one that runs the tests: …/shared/Microsoft.NETCore.App/10.0.0/ is three folders below it.
    private static string Dotnet() => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    private void Launch()
    {
        _process.Start();
        HasStarted = true;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lock)
        {
            if (_log.Length < MostLogLetters)
            {
                _log.Append(line).Append('\n');
            }
        }

        if (line.StartsWith(AddressLine, StringComparison.Ordinal))
        {
            _address.TrySetResult(new Uri(new Uri(line[AddressLine.Length..].Trim()), "/"));
        }
    }

    private void End()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
    }

    // A run that is ended from outside disposes nothing.
    private void OnExit(object? sender, EventArgs e)
    {
        if (HasStarted)
        {
            End();
        }
    }
}
