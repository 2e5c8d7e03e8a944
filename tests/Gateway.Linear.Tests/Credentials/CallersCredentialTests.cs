using Microsoft.AspNetCore.Http;

namespace Gateway.Linear.Tests.Credentials;

public sealed class CallersCredentialTests
{
    private static readonly UpstreamRequest Request = new(Bytes.Of("{}")) { Authorization = "Bearer of-the-caller" };

    [Fact]
    public async Task Is_sent_instead_of_the_gateways_own()
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, """{"data":{}}""");
        await using var upstream = UpstreamUnderTest.For(server);

        await upstream.SendAsync(Request);

        Assert.Equal("Bearer of-the-caller", server.Only.Headers["Authorization"]);
    }

    [Fact]
    public async Task Refused_it_says_nothing_about_the_gateway()
    {
        await using var server = await LoopbackServer.AnsweringAsync(401, "");
        await using var upstream = UpstreamUnderTest.For(server);

        var reply = await upstream.SendAsync(Request);

        Assert.Equal("Linear refused the caller's credential.", reply.Fault?.Message);
        Assert.False(upstream.Health.IsUnauthenticated);
        Assert.Empty(upstream.Log.VisibleIds);
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task Taken_it_says_nothing_about_the_gateways_own_that_was_refused()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.StatusCode = context.Request.Headers.Authorization == Request.Authorization ? 200 : 401;
            await context.Response.WriteAsync(context.Response.StatusCode == 200 ? """{"data":{}}""" : "");
        });
        await using var upstream = UpstreamUnderTest.For(server);
        await upstream.AskAsync();

        var reply = await upstream.SendAsync(Request);

        Assert.Null(reply.Fault);
        Assert.True(upstream.Health.IsUnauthenticated);
    }
}
