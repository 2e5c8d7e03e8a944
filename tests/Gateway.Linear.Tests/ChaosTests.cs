using System.IO.Compression;
using System.Text;
using Gateway.Testing;
using Microsoft.AspNetCore.Http;
using static Gateway.Linear.Tests.RawServer;

namespace Gateway.Linear.Tests;

/// <summary>The rows of the table in the project's README: a fault on the wire, what is told, what is counted, how often it was sent.</summary>
public sealed class ChaosTests
{
    private const string Network = "network error";

    private const string Unknown = "unknown";

    private const string Data = """{"data":{}}""";

    [Fact]
    public async Task A_refused_connection()
    {
        await using var upstream = UpstreamUnderTest.For(Nowhere());

        Expect(await upstream.AskAsync(), "Linear could not be reached: no connection.", Network);

        AssertCounted(upstream, "unreachable", retries: 2);
    }

    [Fact]
    public async Task A_connection_that_is_reset()
    {
        await using var server = Sending("", Ending.Reset);
        await using var upstream = UpstreamUnderTest.For(server.Endpoint);

        Expect(await upstream.AskAsync(), "The connection to Linear broke before the answer was complete.", Network);

        AssertCounted(upstream, "unreachable", retries: 2);
        Assert.True(server.Connections >= 3);
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_on_the_wire()
    {
        await using var server = Sending("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\":{\"a\"", Ending.Close);
        await using var upstream = UpstreamUnderTest.For(server.Endpoint);

        Expect(await upstream.AskAsync(), "The connection to Linear broke before the answer was complete.", Network);

        AssertCounted(upstream, "unreachable", retries: 2);
    }

    [Fact]
    public async Task A_hang_ends_each_attempt_in_its_time()
    {
        await using var server = Sending("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", Ending.Hang);
        var time = new ManualTime();
        await using var upstream = UpstreamUnderTest.For(server.Endpoint, time, ("AttemptTimeout", "00:00:02"), ("Timeout", "00:01:00"));
        var start = time.GetUtcNow();

        Expect(await DriveAsync(upstream.AskAsync(), time), "Linear did not answer in time.", Network);

        AssertCounted(upstream, "timeout", retries: 2);
        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task A_hang_ends_the_request_when_the_time_in_all_is_up()
    {
        await using var server = Sending("", Ending.Hang);
        var time = new ManualTime();
        await using var upstream = UpstreamUnderTest.For(server.Endpoint, time, ("AttemptTimeout", "00:00:05"), ("Timeout", "00:00:08"));
        var start = time.GetUtcNow();

        Expect(await DriveAsync(upstream.AskAsync(), time), "Linear did not answer in time.", Network);

        AssertCounted(upstream, "timeout", retries: 1);
        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(9));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_status_that_says_failure(int status)
    {
        await using var server = await LoopbackServer.AnsweringAsync(status, "<html>Bad gateway</html>", "text/html");
        await using var upstream = UpstreamUnderTest.For(server);

        Expect(await upstream.AskAsync(), $"Linear failed (HTTP status {status}).", "internal error");

        AssertCounted(upstream, "server-error", retries: 2);
        Assert.Equal(3, server.Received.Count);
    }

    [Fact]
    public async Task A_failure_that_passes_is_not_seen_by_the_caller()
    {
        var count = 0;
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = count++ == 0 ? 503 : 200;
            return context.Response.WriteAsync(Data);
        });
        await using var upstream = UpstreamUnderTest.For(server);

        var reply = await upstream.AskAsync();

        Assert.Equal("{}", reply.Data.Text());
    }

    [Fact]
    public async Task HTML_instead_of_JSON()
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, "<!DOCTYPE html><p>Be right back", "text/html");
        await using var upstream = UpstreamUnderTest.For(server);

        Expect(await upstream.AskAsync(), "Linear's answer is a page of HTML or XML, not JSON.", Unknown);

        AssertCounted(upstream, "malformed", retries: 2);
    }

    [Fact]
    public async Task JSON_that_is_cut_off()
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, """{"data":{"viewer":{"id":"u""");
        await using var upstream = UpstreamUnderTest.For(server);

        Expect(await upstream.AskAsync(), "Linear's answer is not valid JSON, or is cut off.", Unknown);

        AssertCounted(upstream, "malformed", retries: 2);
    }

    [Theory]
    [InlineData("""{"data":[1]}""", "Linear's answer is JSON, but not a GraphQL response.")]
    [InlineData("""{"data":"x"}""", "Linear's answer is JSON, but not a GraphQL response.")]
    [InlineData("[]", "Linear's answer is not a JSON object.")]
    [InlineData("{}", "Linear's answer holds neither data nor errors.")]
    public async Task Data_of_the_wrong_shape(string body, string message)
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, body);
        await using var upstream = UpstreamUnderTest.For(server);

        Expect(await upstream.AskAsync(), message, Unknown);

        AssertCounted(upstream, "malformed", retries: 0);
    }

    [Fact]
    public async Task A_gzip_bomb()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packer = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await packer.WriteAsync(new byte[64 << 20], context.RequestAborted);
        });
        await using var upstream = UpstreamUnderTest.For(server, ("MaxResponseBytes", "65536"));

        Expect(await upstream.AskAsync(), "Linear's answer is larger than the gateway reads.", Unknown);

        AssertCounted(upstream, "too-large", retries: 0);
    }

    [Theory]
    [InlineData("application/json; charset=utf-16", false)]
    [InlineData("application/json", true)]
    public async Task A_wrong_charset(string contentType, bool isLatin)
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.ContentType = contentType;
            await context.Response.Body.WriteAsync((isLatin ? Encoding.Latin1 : Encoding.UTF8).GetBytes("""{"data":{"a":"ü"}}"""));
        });
        await using var upstream = UpstreamUnderTest.For(server);

        Expect(await upstream.AskAsync(), "Linear's answer is not in UTF-8.", Unknown);

        AssertCounted(upstream, "malformed", retries: 0);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    public async Task A_redirect(int status)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });
        await using var upstream = UpstreamUnderTest.For(server);

        Expect(await upstream.AskAsync(), "Linear's endpoint redirects elsewhere; redirects are not followed.", Unknown);

        AssertCounted(upstream, "redirected", retries: 0);
        Assert.Equal("POST /graphql", server.Only.Line);
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts()
    {
        await using var server = await LoopbackServer.StartUntrustedAsync(context => context.Response.WriteAsync(Data));
        await using var upstream = UpstreamUnderTest.For(server);

        Expect(await upstream.AskAsync(), "Linear could not be reached: no secure connection.", Network);

        AssertCounted(upstream, "unreachable", retries: 0);
        Assert.Empty(server.Received);
    }

    [Theory]
    [InlineData(401, "<html>")]
    [InlineData(401, """{"errors":[{"message":"Authentication required, not authenticated"}]}""")]
    [InlineData(400, """{"errors":[{"message":"who?","extensions":{"type":"authentication error"}}]}""")]
    public async Task A_refused_credential(int status, string body)
    {
        await using var server = await LoopbackServer.AnsweringAsync(status, body);
        await using var upstream = UpstreamUnderTest.For(server);

        Expect(await upstream.AskAsync(), "Linear refused the gateway's credential; its operator must renew it.", "authentication error");

        AssertCounted(upstream, "unauthenticated", retries: 0);
        Assert.True(upstream.Health.IsUnauthenticated);
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task A_spent_quota_is_not_asked_again()
    {
        await using var server = await LoopbackServer.AnsweringAsync(400, """{"errors":[{"message":"Rate limit exceeded.","extensions":{"type":"ratelimited"}}]}""");
        await using var upstream = UpstreamUnderTest.For(server);

        var reply = await upstream.AskAsync();

        Assert.True(Assert.Single(reply.Errors).IsRateLimited);
        AssertCounted(upstream, "rate-limited", retries: 0);
    }

    [Fact]
    public async Task An_upstream_that_fails_too_often_is_left_alone()
    {
        await using var server = await LoopbackServer.AnsweringAsync(503, "");
        await using var upstream = UpstreamUnderTest.For(server, ("BreakAfter", "3"));
        await upstream.AskAsync();

        Expect(
            await upstream.AskAsync(),
            "Linear has failed too often of late, so the gateway leaves it alone; it tries again in 10 s.",
            Network);

        Assert.Equal(1, upstream.Counted["gateway.linear.requests query suspended"]);
        Assert.Equal(1, upstream.Counted["gateway.linear.circuit open"]);
        Assert.Equal(3, server.Received.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_mutation_whose_answer_is_lost_is_sent_once(bool isReset)
    {
        await using var server = Sending("", isReset ? Ending.Reset : Ending.Close);
        await using var upstream = UpstreamUnderTest.For(server.Endpoint);

        var reply = await upstream.MutateAsync();

        Assert.Equal(UpstreamFaultKind.Unreachable, reply.Fault?.Kind);
        Assert.Equal(1, server.Connections);
        Assert.Equal(1, upstream.Counted["gateway.linear.requests mutation unreachable"]);
        Assert.Equal(0, upstream.Counted["gateway.linear.retries unreachable"]);
    }

    private static void Expect(UpstreamReply reply, string message, string type) =>
        Assert.Equal((message, type), (reply.Fault?.Message, reply.Fault?.Type));

    private static void AssertCounted(UpstreamUnderTest upstream, string outcome, int retries)
    {
        Assert.Equal(1, upstream.Counted[$"gateway.linear.requests query {outcome}"]);
        Assert.Equal(retries, upstream.Counted[$"gateway.linear.retries {outcome}"]);
    }

    private static async Task<UpstreamReply> DriveAsync(Task<UpstreamReply> sending, ManualTime time)
    {
        while (!sending.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        return await sending;
    }
}
