using Gateway.Caching.Storing;
using Gateway.Configuration;
using Gateway.Health;
using Gateway.Testing;
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
        Assert.Equal("""{"status":"ready","degraded":false,"store":"memory","upstream":"sandbox"}""", ready);
    }

    [Fact]
    public async Task Is_ready_from_the_start_to_the_stop()
    {
        var readiness = new Readiness(UpstreamMode.Linear);
        var endpoint = new HealthEndpoint(readiness, new FakeStore(StoreMode.Memory, null));

        var before = await AskAsync(endpoint);
        readiness.Start();
        var during = await AskAsync(endpoint);
        readiness.Stop();
        var after = await AskAsync(endpoint);

        Assert.Equal((503, """{"status":"starting","degraded":false,"store":"memory","upstream":"linear"}"""), before);
        Assert.Equal((200, """{"status":"ready","degraded":false,"store":"memory","upstream":"linear"}"""), during);
        Assert.Equal((503, """{"status":"stopping","degraded":false,"store":"memory","upstream":"linear"}"""), after);
    }

    [Theory]
    [InlineData(StoreMode.Shared, RedisState.Up, "false", "shared", "up")]
    [InlineData(StoreMode.Shared, RedisState.Full, "true", "shared", "full")]
    [InlineData(StoreMode.Detached, RedisState.Up, "true", "detached", "up")]
    [InlineData(StoreMode.Detached, RedisState.Down, "true", "detached", "down")]
    [InlineData(StoreMode.Detached, RedisState.Slow, "true", "detached", "slow")]
    [InlineData(StoreMode.Detached, RedisState.ReadOnly, "true", "detached", "read-only")]
    [InlineData(StoreMode.Detached, RedisState.Denied, "true", "detached", "denied")]
    public async Task Stays_ready_whatever_becomes_of_redis_and_tells_it(
        StoreMode mode, RedisState state, string degraded, string store, string redis)
    {
        var setup = new GatewaySetup { Store = new FakeStore(mode, state), Upstream = FakeUpstream.Answering(_ => "{}") };
        await using var gateway = await TestGateway.StartAsync(setup);

        using var answer = await gateway.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(
            $$"""{"status":"ready","degraded":{{degraded}},"store":"{{store}}","redis":"{{redis}}","upstream":"linear"}""",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Tells_the_state_of_this_moment()
    {
        var store = new FakeStore(StoreMode.Detached, RedisState.Down);
        await using var gateway = await TestGateway.StartAsync(new GatewaySetup { Store = store, Upstream = FakeUpstream.Answering(_ => "{}") });
        await gateway.Http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken);

        store.Status = new StoreStatus(StoreMode.Shared, RedisState.Up);
        string ready = await gateway.Http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal("""{"status":"ready","degraded":false,"store":"shared","redis":"up","upstream":"linear"}""", ready);
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
