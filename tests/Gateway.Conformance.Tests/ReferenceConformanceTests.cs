using System.ComponentModel;

namespace Gateway.Conformance.Tests;

/// <summary>The engine against the reference implementation, on fixed cases and on random ones.</summary>
public sealed class ReferenceConformanceTests
{
    [Fact]
    public async Task Agrees_with_the_reference_implementation()
    {
        Assert.True(
            Directory.Exists(Path.Combine(Programs.Reference, "node_modules")),
            $"The reference implementation is not installed. Run tests/run, or `npm ci` in {Programs.Reference}.");

        string[] args = ["compare.mjs", "--driver", $"dotnet {Programs.Gateway}", "--seed", "1", "--cases", "700", "--seconds", "35"];
        var (exitCode, output, error) = await RunNodeAsync(args);

        Assert.True(exitCode == 0, $"node {string.Join(' ', args[..3])} '{args[3]}' --seed SEED --cases 1 runs one case again.\n{output}\n{error}");
        TestContext.Current.TestOutputHelper?.WriteLine(output);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunNodeAsync(string[] args)
    {
        try
        {
            using var node = Programs.Start("node", args, Programs.Reference);
            return await Programs.RunAsync(node);
        }
        catch (Win32Exception)
        {
            Assert.Fail("The comparison with the reference implementation needs Node.js, version 20 or later: there is no program `node`.");
            throw;
        }
    }
}
