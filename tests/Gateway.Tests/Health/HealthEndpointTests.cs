using Gateway.Configuration;
using Gateway.Health;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Health;

public sealed class HealthEndpointTests
{
    [Fact]
    public async Task Tells_that_it_lives_and_is_ready_and_what_is_behind_it()
    {
        await using var gateway = await TestGateway.StartWithSandboxAsync();

        string live = await gateway.Http.GetStringAsync("/health/live", TestContext.Current.CancellationToken);
        string ready = await gateway.Http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal("""{"status":"live"}""", live);
        Assert.Equal("""{"status":"ready","store":"memory","upstream":"sandbox"}""", ready);
    }

    [Fact]
    public async Task Is_ready_from_the_start_to_the_stop()
    {
        var readiness = new Readiness(UpstreamMode.Linear);
        var endpoint = new HealthEndpoint(readiness);

        var before = await AskAsync(endpoint);
        readiness.Start();
        var during = await AskAsync(endpoint);
        readiness.Stop();
        var after = await AskAsync(endpoint);

        Assert.Equal((503, """{"status":"starting","store":"memory","upstream":"linear"}"""), before);
        Assert.Equal((200, """{"status":"ready","store":"memory","upstream":"linear"}"""), during);
        Assert.Equal((503, """{"status":"stopping","store":"memory","upstream":"linear"}"""), after);
    }

    [Theory]
    [InlineData("/health/nothing")]
    [InlineData("/health")]
    [InlineData("/")]
    [InlineData("/favicon.ico")]
    public async Task Answers_paths_where_nothing_is_in_json(string path)
    {
        await using var gateway = await TestGateway.StartAsync();

        var outcome = await TestGateway.OutcomeOf(gateway.Http.GetAsync(path, TestContext.Current.CancellationToken));

        Assert.Equal((404, "Nothing is served at this path."), outcome);
    }

    private static async Task<(int Status, string Body)> AskAsync(HealthEndpoint endpoint)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        context.Request.RouteValues["check"] = "ready";
        using var body = new MemoryStream();
        context.Response.Body = body;
        await endpoint.AnswerAsync(context);
        return (context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
