using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Gateway.Conformance.Tests;

/// <summary>The programs that these tests run.</summary>
internal static class Programs
{
    /// <summary>The gateway, as it was built for these tests.</summary>
    public static string Gateway { get; } = Path.Combine(AppContext.BaseDirectory, "Gateway.dll");

    /// <summary>The folder of the reference implementation and the scripts around it.</summary>
    public static string Reference { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../conformance"));

    public static Process StartGateway(params IEnumerable<string> args) => Start("dotnet", [Gateway, .. args], AppContext.BaseDirectory);

    public static Process Start(string program, IEnumerable<string> args, string folder) => Process.Start(new ProcessStartInfo(program, args)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = folder,
    })!;

    /// <summary>Runs a script of the reference's folder to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunNodeAsync(params IEnumerable<string> args)
    {
        Assert.True(
            Directory.Exists(Path.Combine(Reference, "node_modules")),
            $"The reference implementation is not installed. Run tests/run, or `npm ci` in {Reference}.");
        try
        {
            using var node = Start("node", args, Reference);
            return await RunAsync(node);
        }
        catch (Win32Exception)
        {
            Assert.Fail("The comparison with the reference implementation needs Node.js, version 20 or later: there is no program `node`.");
            throw;
        }
    }

    /// <summary>Runs a program to its end without input.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(Process process)
    {
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string text = await output;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, text, error);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
