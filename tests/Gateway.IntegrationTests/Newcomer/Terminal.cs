using System.Diagnostics;
using System.Text;
using Gateway.IntegrationTests.House;

namespace Gateway.IntegrationTests.Newcomer;

/// <summary>A shell in a folder of its own where commands are typed as they stand in the README, for the program that the tests were built with.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    // What is built already is not built again. All else is as it was typed.
    private const string Shims = """
        dotnet() {
          [ "$1 $2 $3" = "run --project src/Gateway" ] || { echo "dotnet $*: not what a newcomer types" >&2; return 9; }
          shift 3
          [ "$1" = "--" ] && shift
          exec dotnet "$GATEWAY" "$@"
        }

        """;

    private readonly Dictionary<string, string> _variables = new() { ["GATEWAY"] = Program };
    private readonly Dictionary<string, string> _substitutes = [];
    private readonly Dictionary<string, Process> _servers = [];

    public Terminal() => Directory.CreateSymbolicLink(Path.Combine(Folder, "schema"), Path.Combine(Repository.Root, "schema"));

    // Where `dotnet run` finds it, with the explorer's files beside it; in the same configuration as the tests.
    private static string Program =>
        Path.Combine(Repository.Root, "src", "Gateway", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Gateway.dll");

    public string Folder { get; } = Directory.CreateTempSubdirectory().FullName;

    /// <summary>Sets a variable of the shell.</summary>
    public void Set(string name, string value) => _variables[name] = value;

    /// <summary>Types something else wherever a text stands in a command, such as a port that is free.</summary>
    public void Substitute(string text, string by) => _substitutes[text] = by;

    /// <summary>Runs a command to its end.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(string command, CancellationToken cancel)
    {
        using var process = Start(command);
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        string error = await process.StandardError.ReadToEndAsync(cancel);
        string text = await output;
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, text, error);
    }

    /// <summary>Starts what serves until it is stopped, in place of what was started by that name before.</summary>
    /// <returns>What it has printed when it is ready.</returns>
    public async Task<string> ServeAsync(string name, string command, CancellationToken cancel)
    {
        await StopAsync(name);
        var process = Start(command);
        var output = new StringBuilder();
        _servers[name] = process;
        _ = process.StandardError.ReadToEndAsync(cancel);
        while (await process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            output.AppendLine(line);
            if (line.Contains("curl", StringComparison.Ordinal))
            {
                return output.ToString();
            }
        }

        throw new InvalidOperationException($"{command} ended before it was ready.");
    }

    /// <summary>Presses Ctrl+C there.</summary>
    public async Task StopAsync(string name)
    {
        if (_servers.Remove(name, out var server))
        {
            using var kill = Process.Start("kill", ["-INT", $"{server.Id}"]);
            await kill.WaitForExitAsync();
            await server.WaitForExitAsync();
            server.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (string name in _servers.Keys.ToList())
        {
            await StopAsync(name);
        }

        Directory.Delete(Folder, recursive: true);
    }

    private Process Start(string command)
    {
        foreach (var (text, by) in _substitutes)
        {
            command = command.Replace(text, by, StringComparison.Ordinal);
        }

        var start = new ProcessStartInfo("bash", ["-c", $"{Shims}{command}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        foreach (var (name, value) in _variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
