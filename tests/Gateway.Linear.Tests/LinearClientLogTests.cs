using Microsoft.AspNetCore.Http;

namespace Gateway.Linear.Tests;

public sealed class LinearClientLogTests
{
    [Fact]
    public async Task Logs_when_trouble_begins_and_ends_and_not_per_request()
    {
        var status = 200;
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(status == 200 ? """{"data":{}}""" : "");
        });
        using var client = ClientUnderTest.For(server);

        foreach (var next in (int[])[200, 503, 503, 401, 200, 200])
        {
            status = next;
            await client.SendAsync();
        }

        Assert.Equal([3001, 3001, 3002], client.Log.VisibleIds);
    }

    [Theory]
    [InlineData("authentication error", "Unauthenticated")]
    [InlineData("ratelimited", "RateLimited")]
    public async Task A_refusal_told_in_GraphQL_counts_as_trouble(string type, string kind)
    {
        await using var server = await LoopbackServer.AnsweringAsync(400, $$$"""{"errors":[{"message":"m","extensions":{"type":"{{{type}}}"}}]}""");
        using var client = ClientUnderTest.For(server);

        await client.SendAsync();
        await client.SendAsync();

        Assert.Equal([3001], client.Log.VisibleIds);
        Assert.Contains(client.Log.Lines, line => line.Text.Contains(kind, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_in_the_callers_query_is_no_trouble()
    {
        await using var server = await LoopbackServer.AnsweringAsync(400, """{"errors":[{"message":"m","extensions":{"type":"graphql error"}}]}""");
        using var client = ClientUnderTest.For(server);

        await client.SendAsync();

        Assert.Empty(client.Log.Lines);
    }

    [Fact]
    public async Task No_secret_and_no_body_gets_into_a_message_a_log_or_a_text()
    {
        var status = 0;
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            // A server that echoes what it was sent is the worst case.
            context.Response.StatusCode = status;
            context.Response.Headers["X-Echo"] = context.Request.Headers.Authorization;
            await context.Response.WriteAsync($"<p>{context.Request.Headers.Authorization} BODYBODY");
        });
        var options = new LinearOptions
        {
            Endpoint = new UriBuilder(server.Endpoint) { UserName = "u", Password = "PASSPASSPASS" }.Uri,
            ApiKey = ClientUnderTest.ApiKey,
        };
        using var client = new ClientUnderTest(options, TimeProvider.System);
        List<string> told = [];

        foreach (var next in (int[])[200, 301, 400, 401, 403, 413, 429, 500])
        {
            status = next;
            var reply = await client.SendAsync("""{"query":"BODYBODY"}""");
            told.Add($"{reply} {reply.Fault} {reply.RateLimit}");
        }

        await server.DisposeAsync();
        told.Add($"{(await client.SendAsync("BODYBODY")).Fault} {options} {client.Client} {new UpstreamRequest(Bytes.Of("BODYBODY"))}");
        told.AddRange(client.Log.Lines.Select(line => line.Text));

        Assert.Equal(8, told.Count(text => text.StartsWith("Gateway.Linear.UpstreamReply UpstreamFault {", StringComparison.Ordinal)));
        Assert.Contains(told, text => text.StartsWith("Request to Linear failed (Unreachable)", StringComparison.Ordinal));
        Assert.All(told, text => Assert.DoesNotMatch("SECRET|PASSPASS|BODYBODY", text));
    }
}
