using System.Text.Json;

namespace Gateway.Sdk.Tests;

/// <summary>Subscriptions by the clients that most programs use, from npm.</summary>
public sealed class LiveClientTests
{
    private const string Secret = "lin_wh_of_a_test";

    [Theory]
    [InlineData("ws", "Cannot query field \"nope\" on type \"Query\".")]
    [InlineData("sse", "NetworkError")]
    public async Task Are_answered_and_told_of_events(string kind, string refused)
    {
        await using var gateway = await GatewayHost.StartAsync(
            new GatewaySetup
            {
                Settings = new Dictionary<string, string?> { ["Urls"] = "http://127.0.0.1:0", ["Sandbox:Sessions"] = "20", ["Webhooks:Secret"] = Secret },
            },
            TestContext.Current.CancellationToken);
        string session = gateway.Sandbox!.World.Ids("AgentSession")[0];

        var (exitCode, output) = await SdkScript.RunAsync("live.mjs", kind, new Uri(gateway.Address, "/graphql").ToString(), Secret, session, "20");

        Assert.True(exitCode == 0, output);
        var seen = JsonElement.Parse(output);
        Assert.Equal("""{"viewer":{"__typename":"User"}}""", seen.GetProperty("once").GetRawText());
        Assert.True(seen.GetProperty("told").GetBoolean(), output);
        Assert.StartsWith(refused, seen.GetProperty("refused").GetString(), StringComparison.Ordinal);
    }
}
