using Gateway.Testing;
using Microsoft.AspNetCore.Http;

namespace Gateway.Linear.Tests.Credentials;

public sealed class CallersCredentialTests
{
    private static readonly UpstreamRequest Request = new(Bytes.Of("{}")) { Authorization = "Bearer of-the-caller", Account = "caller" };

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

    [Fact]
    public async Task Refused_it_is_not_sent_again_for_five_seconds()
    {
        await using var server = await LoopbackServer.AnsweringAsync(401, "");
        var time = new ManualTime();
        await using var upstream = UpstreamUnderTest.For(server.Endpoint, time);
        var other = Request with { Account = "another" };

        var first = await upstream.SendAsync(Request);
        var second = await upstream.SendAsync(Request);
        int ofOne = server.Received.Count;
        await upstream.SendAsync(other);
        int ofTwo = server.Received.Count;
        time.Advance(TimeSpan.FromSeconds(5));
        await upstream.SendAsync(Request);

        Assert.Equal(first.Fault, second.Fault);
        Assert.Equal((1, 2, 3), (ofOne, ofTwo, server.Received.Count));
    }

    [Fact]
    public async Task So_many_are_under_way_at_a_time_over_all_callers_and_no_more()
    {
        int now = 0;
        int most = 0;
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            Interlocked.Decrement(ref now);
            await context.Response.WriteAsync("""{"data":{}}""");
        });
        await using var upstream = UpstreamUnderTest.For(server, ("MaxCallerRequests", "3"));

        var replies = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => upstream.SendAsync(Request with { Account = $"{i}" })));

        Assert.All(replies, reply => Assert.Null(reply.Fault));
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Who_waits_too_long_for_a_place_is_told_to_come_again()
    {
        var answering = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await answering.Task;
            await context.Response.WriteAsync("""{"data":{}}""");
        });
        await using var upstream = UpstreamUnderTest.For(server, ("MaxCallerRequests", "1"), ("Timeout", "00:00:01"), ("AttemptTimeout", "00:00:01"));
        var first = upstream.SendAsync(Request);

        var second = await upstream.SendAsync(Request with { Account = "another", IsMutation = true });
        answering.SetResult();
        await first;

        Assert.Equal((UpstreamFaultKind.Suspended, TimeSpan.FromSeconds(1)), (second.Fault?.Kind, second.Fault?.RetryAfter));
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task Who_waits_for_a_place_while_the_credential_is_refused_does_not_send_it_again()
    {
        var answering = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await answering.Task;
            context.Response.StatusCode = 401;
        });
        await using var upstream = UpstreamUnderTest.For(server, ("MaxCallerRequests", "1"));
        var asking = Enumerable.Range(0, 5).Select(_ => upstream.SendAsync(Request)).ToList();

        answering.SetResult();
        await Task.WhenAll(asking);

        Assert.Single(server.Received);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (int known = most; known < value; known = most)
        {
            Interlocked.CompareExchange(ref most, value, known);
        }
    }
}
