namespace Gateway.Conformance.Tests;

/// <summary>The engine against the reference implementation, on fixed cases and on random ones.</summary>
public sealed class ReferenceConformanceTests
{
    [Fact]
    public async Task Agrees_with_the_reference_implementation()
    {
        string[] args = ["compare.mjs", "--driver", $"dotnet {Programs.Gateway}", "--seed", "1", "--cases", "700", "--seconds", "35"];
        var (exitCode, output, error) = await Programs.RunNodeAsync(args);

        Assert.True(exitCode == 0, $"node {string.Join(' ', args[..3])} '{args[3]}' --seed SEED --cases 1 runs one case again.\n{output}\n{error}");
        TestContext.Current.TestOutputHelper?.WriteLine(output);
    }
}
