using Gateway.Testing;

namespace Gateway.Sdk.Tests;

/// <summary>Runs the scripts around the official SDK.</summary>
internal static class SdkScript
{
    /// <summary>Runs a script to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string script, params string[] arguments)
    {
        var (exitCode, output, error) = await NodeScript.RunAsync($"sdk/{script}", arguments, TestContext.Current.CancellationToken);
        return (exitCode, (output + error).Trim());
    }
}
