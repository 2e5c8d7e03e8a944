using Gateway.Auth;
using Gateway.Caching.Storing;
using Gateway.Configuration;
using Gateway.Health;
using Gateway.Linear.Credentials;
using Gateway.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

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
        var endpoint = new HealthEndpoint(
            readiness, new FakeStore(StoreMode.Memory, null), new UpstreamHealth(NullLogger<UpstreamHealth>.Instance), Options.Create(new AuthOptions()));

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

    [Fact]
    public async Task Is_not_ready_while_Linear_refuses_its_credential_and_is_again_once_the_credential_is_taken()
    {
        int status = 401;
        await using var linear = await StartLinearAsync(() => status);
        await using var gateway = await TestGateway.StartAsync(
            new GatewaySetup(), ("Linear:Endpoint", $"{linear.Urls.Single()}/graphql"), ("Linear:ApiKey", "k"));

        var before = await ReadyAsync(gateway);
        string told = await AskAsync(gateway);
        await AskAsync(gateway);
        var refused = await ReadyAsync(gateway);
        status = 200;
        await AskAsync(gateway);
        var after = await ReadyAsync(gateway);

        Assert.Contains("Linear refused the gateway's credential; its operator must renew it.", told);
        Assert.Contains("\"type\":\"authentication error\"", told);
        Assert.Equal((503, """{"status":"unauthenticated","degraded":false,"store":"memory","upstream":"linear"}"""), refused);
        Assert.Equal((200, 200), (before.Status, after.Status));
        Assert.Single(gateway.Log.Text.Split('\n'), line => line.Contains("this gateway is not ready until it is renewed", StringComparison.Ordinal));
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
        using var body = new MemoryStream();
        context.Response.Body = body;
        await endpoint.AnswerAsync(context, "ready");
        return (context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }

    private static async Task<WebApplication> StartLinearAsync(Func<int> status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.StatusCode = status();
            return context.Response.WriteAsync(status() == 200
                ? """{"data":{}}"""
                : """{"errors":[{"message":"Authentication required, not authenticated"}]}""");
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static async Task<string> AskAsync(TestGateway gateway)
    {
        using var answer = await gateway.PostAsync("""{"query":"{ viewer { id } }"}""");
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<(int Status, string Body)> ReadyAsync(TestGateway gateway)
    {
        using var answer = await gateway.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
