using Gateway.Testing;

namespace Gateway.IntegrationTests.Explorer;

/// <summary>The explorer in a browser. It needs Chromium, which <c>tests/run</c> installs, or the path of one in <c>CHROMIUM</c>.</summary>
public sealed class ExplorerTests
{
    // Where the build restores it. What is beside the tests is the program without it.
    private const string Package = "../src/Gateway/Explorer/node_modules/@chillicream/bananacakepop-graphql-ide";

    [Fact]
    public async Task A_person_opens_the_page_runs_the_first_example_and_reads_the_answer()
    {
        string screenshot = Path.Combine(AppContext.BaseDirectory, "explorer.png");
        var settings = new Dictionary<string, string> { ["Explorer:Folder"] = Path.GetFullPath(Path.Combine(NodeScript.Tests, Package)) };
        await using var gateway = await GatewayProcess.StartAsync(settings, TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await NodeScript.RunAsync(
            "explorer/explorer.mjs", [new Uri(gateway.Address, "/graphql").ToString(), screenshot], TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, $"{error}\n{output}");
        Assert.Contains("\"status\": \"error\"", output, StringComparison.Ordinal);
        Assert.True(File.Exists(screenshot));
    }
}
