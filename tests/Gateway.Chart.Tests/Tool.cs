using System.ComponentModel;
using System.Diagnostics;

namespace Gateway.Chart.Tests;

/// <summary>Runs programs that the tests need and that <c>tests/run</c> installs.</summary>
internal static class Tool
{
    /// <summary>Runs one to its end.</summary>
    /// <exception cref="InvalidOperationException">It is not there; says what to do.</exception>
    public static async Task<Run> RunAsync(string program, IEnumerable<string> arguments, string? folder = null)
    {
        using var process = Start(program, arguments, folder);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Run(process.ExitCode, output, await error);
    }

    private static Process Start(string program, IEnumerable<string> arguments, string? folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Repository.Root,
        };

        // What the machine's user has set up for helm is not for tests.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("HELM_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["KUBECONFIG"] = "/dev/null";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException($"There is no program {program}. tests/run installs it.", error);
        }
    }

    internal sealed record Run(int ExitCode, string Output, string Error);
}
