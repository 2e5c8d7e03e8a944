using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Gateway.Testing;

/// <summary>Runs the scripts that lie beside the test projects, with the npm packages that <c>tests/run</c> installs.</summary>
public static class NodeScript
{
    /// <summary>The folder of the test projects.</summary>
    public static string Tests { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, ".."));

    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">Below <c>tests</c>, such as <c>explorer/explorer.mjs</c>.</param>
    /// <param name="arguments">For the script.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="InvalidOperationException">There is no Node.js, or its packages are not installed; says what to do.</exception>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string script, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        string folder = Path.Combine(Tests, Path.GetDirectoryName(script)!);
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            throw new InvalidOperationException($"The packages are not installed. Run tests/run, or `npm ci` in {folder}.");
        }

        using var node = Start(folder, [Path.GetFileName(script), .. arguments]);
        node.StandardInput.Close();
        try
        {
            var error = node.StandardError.ReadToEndAsync(cancel);
            string output = await node.StandardOutput.ReadToEndAsync(cancel);
            await node.WaitForExitAsync(cancel);
            return (node.ExitCode, output, await error);
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(string folder, IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder,
            })!;
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException("This test needs Node.js, version 20 or later: there is no program `node`.", error);
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
