using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Testing;
using Microsoft.AspNetCore.Http;

namespace Gateway.Linear.Tests;

public sealed class LinearClientFaultTests
{
    private const string Html = "<!DOCTYPE html><html><body>Sorry</body></html>";

    [Theory]
    [InlineData(200, UpstreamFaultKind.Malformed, "unknown")]
    [InlineData(302, UpstreamFaultKind.Redirected, "unknown")]
    [InlineData(400, UpstreamFaultKind.Unexpected, "unknown")]
    [InlineData(401, UpstreamFaultKind.Unauthenticated, "authentication error")]
    [InlineData(403, UpstreamFaultKind.Forbidden, "forbidden")]
    [InlineData(413, UpstreamFaultKind.TooLarge, "unknown")]
    [InlineData(429, UpstreamFaultKind.RateLimited, "ratelimited")]
    [InlineData(503, UpstreamFaultKind.ServerError, "internal error")]
    public async Task A_page_of_HTML_is_judged_by_its_status(int status, UpstreamFaultKind kind, string type)
    {
        await using var server = await LoopbackServer.AnsweringAsync(status, Html, "text/html");
        using var client = ClientUnderTest.For(server);

        var reply = await client.SendAsync();

        Assert.Equal(kind, reply.Fault?.Kind);
        Assert.Equal(type, reply.Fault?.Type);
        Assert.DoesNotContain("Sorry", reply.Fault?.Message);
        Assert.Contains(status == 200 ? "HTML" : status == 302 ? "redirect" : status == 401 ? "its operator must renew it" : $"{status}", reply.Fault?.Message);
    }

    [Theory]
    [InlineData("""{"data":{"a":1},"errors":[{"mess""")]
    [InlineData("""{"data":null}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task An_answer_of_status_200_that_is_no_GraphQL_is_malformed(string body)
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, body);
        using var client = ClientUnderTest.For(server);

        var reply = await client.SendAsync();

        Assert.Equal(UpstreamFaultKind.Malformed, reply.Fault?.Kind);
        Assert.True(reply.Data.IsEmpty);
        Assert.Empty(reply.Errors);
    }

    [Fact]
    public async Task An_answer_in_another_charset_is_malformed()
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, """{"data":{}}""", "application/json; charset=iso-8859-1");
        using var client = ClientUnderTest.For(server);

        var reply = await client.SendAsync();

        Assert.Equal(new UpstreamFault(UpstreamFaultKind.Malformed, "Linear's answer is not in UTF-8."), reply.Fault);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Redirect("/elsewhere", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        using var client = ClientUnderTest.For(server);

        var reply = await client.SendAsync();

        Assert.Equal(UpstreamFaultKind.Redirected, reply.Fault?.Kind);
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task Tells_how_long_to_stay_away_by_the_injected_clock()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "Thu, 01 Jan 2026 00:00:30 GMT";
            return Task.CompletedTask;
        });
        using var client = new ClientUnderTest(new LinearOptions { Endpoint = server.Endpoint, ApiKey = "k" }, new ManualTime());

        var reply = await client.SendAsync();

        Assert.Equal(TimeSpan.FromSeconds(30), reply.Fault?.RetryAfter);
    }

    [Fact]
    public async Task A_refused_connection_is_unreachable()
    {
        using var client = ClientUnderTest.For(new Uri($"http://127.0.0.1:{UnusedPort()}/graphql"));

        var reply = await client.SendAsync();

        Assert.Equal(UpstreamFaultKind.Unreachable, reply.Fault?.Kind);
        Assert.Equal("network error", reply.Fault?.Type);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_unreachable_and_sees_no_credential()
    {
        await using var server = await LoopbackServer.StartUntrustedAsync(context => context.Response.WriteAsync("""{"data":{}}"""));
        using var client = ClientUnderTest.For(server);

        var reply = await client.SendAsync();

        Assert.Equal("Linear could not be reached: no secure connection.", reply.Fault?.Message);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_connection_reset_in_the_middle_of_the_body_is_unreachable()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync("""{"data":{"a":1""");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        using var client = ClientUnderTest.For(server);

        var reply = await client.SendAsync();

        Assert.Equal("The connection to Linear broke before the answer was complete.", reply.Fault?.Message);
        Assert.Equal(UpstreamFaultKind.Unreachable, reply.Fault?.Kind);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH\r\n\r\n", UpstreamFaultKind.Malformed)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", UpstreamFaultKind.Malformed)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\"", UpstreamFaultKind.Unreachable)]
    [InlineData("", UpstreamFaultKind.Unreachable)]
    public async Task Whatever_comes_over_the_wire_is_a_fault_and_no_exception(string wire, UpstreamFaultKind kind)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeOnceAsync(listener, wire);
        using var client = ClientUnderTest.For(new Uri($"http://{listener.LocalEndpoint}/graphql"));

        var reply = await client.SendAsync();
        client.Dispose();
        await serving;

        Assert.Equal(kind, reply.Fault?.Kind);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task What_cannot_be_decompressed_is_malformed(string encoding)
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            await context.Response.WriteAsync("""{"data":{"this":"is not compressed at all"}}""");
        });
        using var client = ClientUnderTest.For(server);

        var reply = await client.SendAsync();

        Assert.Equal(UpstreamFaultKind.Malformed, reply.Fault?.Kind);
        Assert.Contains("compress", reply.Fault?.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hang_is_cut_when_the_time_is_up(bool afterSomeOfTheBody)
    {
        var arrived = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            if (afterSomeOfTheBody)
            {
                await context.Response.WriteAsync("{\"data\":");
                await context.Response.Body.FlushAsync();
            }

            await LinearClientRequestTests.HangAsync(context, arrived);
        });
        var time = new ManualTime();
        using var client = new ClientUnderTest(new LinearOptions { Endpoint = server.Endpoint, ApiKey = "k" }, time);

        var sending = client.SendAsync();
        await arrived.Task.WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(9));
        var cutEarly = sending.IsCompleted;
        time.Advance(TimeSpan.FromSeconds(1));
        var reply = await sending;

        Assert.False(cutEarly);
        Assert.Equal(UpstreamFaultKind.Timeout, reply.Fault?.Kind);
        Assert.Equal("network error", reply.Fault?.Type);
    }

    private static async Task ServeOnceAsync(TcpListener listener, string wire)
    {
        using var socket = await listener.AcceptTcpClientAsync();
        await using var stream = socket.GetStream();
        var request = new byte[4096];
        _ = await stream.ReadAsync(request);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(wire));

        // Closing with bytes unread would reset the connection, and the client might never see the answer.
        socket.Client.Shutdown(SocketShutdown.Send);
        try
        {
            while (await stream.ReadAsync(request) > 0)
            {
            }
        }
        catch (IOException)
        {
        }
    }

    private static int UnusedPort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
