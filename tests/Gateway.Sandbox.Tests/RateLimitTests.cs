using System.Net;
using System.Text.Json.Nodes;
using Gateway.Testing;

namespace Gateway.Sandbox.Tests;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Every_answer_tells_what_is_left()
    {
        var time = new ManualTime();
        await using var server = await SandboxFixture.StartAsync(new SandboxOptions { Sessions = 1 }, time);

        using var response = await SandboxFixture.SendAsync(server, "{ viewer { id name } }", null);

        Assert.Equal("2500", Header(response, "X-RateLimit-Requests-Limit"));
        Assert.Equal("2499", Header(response, "X-RateLimit-Requests-Remaining"));
        Assert.Equal(time.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds().ToString(), Header(response, "X-RateLimit-Requests-Reset"));
        Assert.Equal("2", Header(response, "X-Complexity"));
        Assert.Equal("2999998", Header(response, "X-RateLimit-Complexity-Remaining"));
    }

    [Fact]
    public async Task Past_the_limit_requests_are_refused_with_400_and_the_bucket_refills_over_an_hour()
    {
        var time = new ManualTime();
        await using var server = await SandboxFixture.StartAsync(new SandboxOptions { Sessions = 1, RequestLimit = 2 }, time);
        await SandboxFixture.AskAsync(server, "{ viewer { id } }", null);
        await SandboxFixture.AskAsync(server, "{ viewer { id } }", null);

        using var refused = await SandboxFixture.SendAsync(server, "{ viewer { id } }", null);
        time.Advance(TimeSpan.FromMinutes(30));
        using var served = await SandboxFixture.SendAsync(server, "{ viewer { id } }", null);

        var body = JsonNode.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("RATELIMITED", (string?)body["errors"]![0]!["extensions"]!["code"]);
        Assert.Equal(
            """{"allowed":false,"requested":1,"remaining":0,"duration":3600000,"limit":2}""",
            body["errors"]![0]!["extensions"]!["meta"]!["rateLimitResult"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        Assert.Equal((4, 1), (server.Statistics.Requests, server.Statistics.Refused));
    }

    [Fact]
    public async Task Points_run_out_too()
    {
        await using var server = await SandboxFixture.StartAsync(new SandboxOptions { Sessions = 1, ComplexityLimit = 100 }, new ManualTime());
        await SandboxFixture.AskAsync(server, "{ agentSessions { nodes { id } } }", null);

        using var refused = await SandboxFixture.SendAsync(server, "{ agentSessions { nodes { id } } }", null);

        var body = JsonNode.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("ratelimited", (string?)body["errors"]![0]!["extensions"]!["type"]);
        Assert.Equal(55, server.Statistics.Complexity);
    }

    [Fact]
    public async Task The_status_can_be_asked_for()
    {
        await using var server = await SandboxFixture.StartAsync(new SandboxOptions { Sessions = 1 }, new ManualTime());

        var answer = await SandboxFixture.AskAsync(
            server, "{ rateLimitStatus { kind limits { type allowedAmount remainingAmount requestedAmount period } } }", null);

        Assert.Equal(
            """{"type":"request","allowedAmount":2500,"remainingAmount":2499,"requestedAmount":1,"period":3600000}""",
            answer["data"]!["rateLimitStatus"]!["limits"]![0]!.ToJsonString());
    }

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));
}
