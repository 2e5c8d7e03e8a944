using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Gateway.Sdk.Tests;

/// <summary>Runs the scripts around the official SDK.</summary>
internal static class SdkScript
{
    private static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../sdk"));

    /// <summary>Runs a script to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params IEnumerable<string> args)
    {
        Assert.True(
            Directory.Exists(Path.Combine(Folder, "node_modules")), $"The official SDK is not installed. Run tests/run, or `npm ci` in {Folder}.");
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", args)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Folder,
            })!;
            node.StandardInput.Close();
            var output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            string error = await node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string text = await output;
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (node.ExitCode, (text + error).Trim());
        }
        catch (Win32Exception)
        {
            Assert.Fail("The official SDK needs Node.js, version 20.19 or later: there is no program `node`.");
            throw;
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
