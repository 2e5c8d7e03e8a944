namespace Gateway.Conformance.Tests;

/// <summary>The server against the audit suite of GraphQL over HTTP.</summary>
public sealed class HttpAuditTests
{
    [Fact]
    public async Task Passes_every_audit_of_graphql_over_http()
    {
        await using var gateway = await GatewayHost.StartAsync(
            new GatewaySetup { Settings = new Dictionary<string, string?> { ["Urls"] = "http://127.0.0.1:0" } },
            TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await Programs.RunNodeAsync("audit.mjs", new Uri(gateway.Address, "/graphql").ToString());

        Assert.True(exitCode == 0, output + error);
        Assert.EndsWith("61 passed, 0 failed", output.TrimEnd(), StringComparison.Ordinal);
    }
}
