using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Sandbox;
using Gateway.Testing;

namespace Gateway.Sdk.Tests;

/// <summary>Linear's official SDK with nothing changed but its <c>apiUrl</c>.</summary>
public sealed partial class OfficialSdkTests
{
    [Theory]
    [InlineData("@linear/sdk")]
    [InlineData("linear-sdk-88")]
    public async Task Gets_the_same_objects_and_errors_as_from_the_upstream_itself(string sdk)
    {
        // Of the same seed and at the same moment, so that what is made in one has the same ids and times as in the other.
        await using var behind = await StartSandboxAsync(new ManualTime());
        await using var beside = await StartSandboxAsync(new ManualTime());
        await using var gateway = await StartGatewayAsync(behind);

        var (exitCode, output) = await SdkScript.RunAsync("compare.mjs", sdk, Url(gateway), beside.Endpoint.ToString());

        TestContext.Current.TestOutputHelper?.WriteLine(output);
        Assert.True(exitCode == 0, output);
        Assert.True(Passed(output) >= 90, output);
        Assert.Equal("an argument that does not exist", Refused().Match(output).Groups[1].Value);
    }

    [Theory]
    [InlineData("linear-sdk-88", "one-by-one", "issue,creator,comment")]
    [InlineData("linear-sdk-88", "at-once", "issue,creator,comment")]
    [InlineData("linear-sdk-88", "at-once", "sourceComment,comment,dismissedBy,appUser,creator,issue")]
    [InlineData("@linear/sdk", "one-by-one", "issue,creator,comment")]
    [InlineData("@linear/sdk", "one-by-one", "appUser,comment,creator,dismissedBy,issue,sourceComment")]
    [InlineData("@linear/sdk", "at-once", "issue,creator,appUser")]
    [InlineData("@linear/sdk", "at-once", "comment,creator,issue")]
    [InlineData("@linear/sdk", "at-once", "issue,creator,appUser,comment,sourceComment,dismissedBy")]
    public async Task A_list_of_fifty_sessions_and_all_getters_over_it_cost_two_upstream_requests(string sdk, string way, string links)
    {
        await using var sandbox = await StartSandboxAsync(TimeProvider.System);
        await using var gateway = await StartGatewayAsync(sandbox);

        var (exitCode, output) = await SdkScript.RunAsync("getters.mjs", sdk, Url(gateway), "50", way, links);

        Assert.True(exitCode == 0 && int.Parse(output, CultureInfo.InvariantCulture) > 120, output);
        Assert.True(sandbox.Statistics.Requests <= 2, $"{sandbox.Statistics.Requests} upstream requests for {output} objects");
    }

    [Fact]
    public async Task A_quota_that_is_spent_is_the_sdks_own_error_with_its_numbers()
    {
        await using var sandbox = await SandboxServer.StartAsync(
            new SandboxOptions { Sessions = 80, RequestLimit = 20, ComplexityLimit = int.MaxValue },
            TestSchema.Slice,
            TimeProvider.System,
            TestContext.Current.CancellationToken);
        await using var gateway = await StartGatewayAsync(sandbox);

        var (exitCode, output) = await SdkScript.RunAsync("ratelimit.mjs", Url(gateway));

        Assert.True(exitCode == 0 && output.Length > 0, output);
        var error = JsonElement.Parse(output);
        Assert.Equal("RatelimitedLinearError", error.GetProperty("$error").GetString());
        Assert.InRange(error.GetProperty("retryAfter").GetDouble(), 1, 3600);
        Assert.Equal(20, error.GetProperty("requestsLimit").GetDouble());
        Assert.InRange(error.GetProperty("requestsRemaining").GetDouble(), 0, 20);
        Assert.True(error.GetProperty("requestsResetAt").GetDouble() > 0);
        Assert.Equal(0, sandbox.Statistics.Refused);
    }

    private static int Passed(string output) => int.Parse(Summary().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);

    private static string Url(GatewayHost gateway) => new Uri(gateway.Address, "/graphql").ToString();

    private static Task<SandboxServer> StartSandboxAsync(TimeProvider time) => SandboxServer.StartAsync(
        new SandboxOptions { Sessions = 80, RequestLimit = 1_000_000, ComplexityLimit = int.MaxValue },
        TestSchema.Slice,
        time,
        TestContext.Current.CancellationToken);

    private static Task<GatewayHost> StartGatewayAsync(SandboxServer sandbox) => GatewayHost.StartAsync(
        new GatewaySetup
        {
            Settings = new Dictionary<string, string?>
            {
                ["Urls"] = "http://127.0.0.1:0",
                ["Linear:Endpoint"] = sandbox.Endpoint.ToString(),
                ["Linear:ApiKey"] = "lin_api_test",

                // What it asks about the schema is no request of a caller.
                ["Schema:DriftInterval"] = "00:00:00",
            },
        },
        TestContext.Current.CancellationToken);

    [GeneratedRegex(@"^(\d+) passed, 0 failed$", RegexOptions.Multiline)]
    private static partial Regex Summary();

    [GeneratedRegex(@"^Refused by both: (.*)$", RegexOptions.Multiline)]
    private static partial Regex Refused();
}
