using Gateway.Sandbox;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Sharing;

/// <summary>Starts sandboxes for tests of sharing: small, and without limits that such a test could meet.</summary>
internal static class Upstreams
{
    public static Task<SandboxServer> StartAsync(TimeSpan latency) => SandboxServer.StartAsync(
        new SandboxOptions { Sessions = 60, Latency = latency, RequestLimit = 1_000_000, ComplexityLimit = int.MaxValue },
        TestSchema.Slice,
        TimeProvider.System,
        TestContext.Current.CancellationToken);

    /// <summary>Gives an issue a title.</summary>
    /// <returns>What is to be told of it.</returns>
    public static SandboxWebhook Retitle(this SandboxServer sandbox, string issue, string title) =>
        Assert.Single(sandbox.World.Apply(SandboxCommand.Of("Issue", "update", issue, new { title })).Webhooks);
}
