using Gateway.Testing;
using Microsoft.AspNetCore.Http;

namespace Gateway.Linear.Tests.Credentials;

public sealed class CredentialWatchTests
{
    [Fact]
    public async Task A_new_credential_is_found_without_any_request()
    {
        using var file = new SecretPath("old");
        var time = new ManualTime();
        await using var server = await LoopbackServer.AnsweringAsync(401, "");
        await using var upstream = UpstreamUnderTest.For(server.Endpoint, time, ("ApiKey", null), ("ApiKeyFile", file.Path));
        await upstream.StartAsync();
        await upstream.AskAsync();

        file.Write("new");
        await PassAsync(time, TimeSpan.FromSeconds(6), () => !upstream.Health.IsUnauthenticated);

        Assert.False(upstream.Health.IsUnauthenticated);
        Assert.Single(server.Received);
        Assert.Equal([3001, 3011, 3012], upstream.Log.VisibleIds);
    }

    [Fact]
    public async Task A_refused_credential_is_tried_again_now_and_then()
    {
        var status = 401;
        var time = new ManualTime();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(status == 200 ? """{"data":{}}""" : "");
        });
        await using var upstream = UpstreamUnderTest.For(server.Endpoint, time);
        await upstream.StartAsync();
        await upstream.AskAsync();

        await PassAsync(time, TimeSpan.FromSeconds(36), () => server.Received.Count == 2);
        status = 200;
        await PassAsync(time, TimeSpan.FromSeconds(36), () => !upstream.Health.IsUnauthenticated);

        Assert.False(upstream.Health.IsUnauthenticated);
        Assert.Equal(3, server.Received.Count);
    }

    // Virtual seconds, with some real time in each for what goes over a connection.
    private static async Task PassAsync(ManualTime time, TimeSpan most, Func<bool> isReached)
    {
        for (var passed = TimeSpan.Zero; passed < most && !isReached(); passed += TimeSpan.FromSeconds(1))
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
