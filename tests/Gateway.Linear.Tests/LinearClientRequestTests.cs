using Gateway.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Gateway.Linear.Tests;

public sealed class LinearClientRequestTests
{
    private const string Answer = """{"data":{"viewer":{"id":"u1"}}}""";

    [Fact]
    public async Task Posts_the_body_as_it_is_and_says_that_it_is_JSON()
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, Answer);
        using var client = ClientUnderTest.For(server);

        await client.SendAsync("""{"query":"{ a }","variables":{"n":"ü"}}""");

        Assert.Equal("POST /graphql", server.Only.Line);
        Assert.Equal("""{"query":"{ a }","variables":{"n":"ü"}}""", server.Only.Body);
        Assert.Equal("application/json", server.Only.Headers["Content-Type"]);
        Assert.Equal("application/json", server.Only.Headers["Accept"]);
        Assert.Equal("gzip, br", server.Only.Headers["Accept-Encoding"]);
    }

    [Fact]
    public async Task Sends_an_API_key_raw()
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, Answer);
        using var client = ClientUnderTest.For(server);

        await client.SendAsync();

        Assert.Equal(ClientUnderTest.ApiKey, server.Only.Headers["Authorization"]);
    }

    [Fact]
    public async Task Sends_an_access_token_as_Bearer()
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, Answer);
        using var client = new ClientUnderTest(new LinearOptions { Endpoint = server.Endpoint, AccessToken = "tok" }, TimeProvider.System);

        await client.SendAsync();

        Assert.Equal("Bearer tok", server.Only.Headers["Authorization"]);
    }

    [Fact]
    public async Task Without_a_credential_sends_none()
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, Answer);
        using var client = new ClientUnderTest(new LinearOptions { Endpoint = server.Endpoint }, TimeProvider.System);

        await client.SendAsync();
        await client.SendAsync();

        Assert.All(server.Received, request => Assert.DoesNotContain("Authorization", request.Headers));
    }

    [Fact]
    public async Task Uses_one_connection_for_one_request_after_the_other()
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, Answer);
        using var client = ClientUnderTest.For(server);

        for (var i = 0; i < 5; i++)
        {
            await client.SendAsync();
        }

        Assert.Equal(5, server.Received.Count);
        Assert.Single(server.Received.Select(request => request.Connection).Distinct());
    }

    [Fact]
    public async Task Speaks_HTTP_2_where_the_server_does()
    {
        await using var server = await LoopbackServer.StartUntrustedAsync(context => context.Response.WriteAsync(Answer));
        var options = new LinearOptions { Endpoint = server.Endpoint, ApiKey = "k" };
        using var handler = LinearConnection.CreateHandler(options);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost";
        using var http = new HttpClient(handler);
        var client = new LinearClient(http, Options.Create(options), TimeProvider.System, new RecordingLogger());

        var reply = await client.SendAsync(new UpstreamRequest(Bytes.Of("{}")), TestContext.Current.CancellationToken);

        Assert.Null(reply.Fault);
        Assert.Equal("HTTP/2", server.Only.Protocol);
    }

    [Fact]
    public async Task Keeps_no_cookies_and_tells_no_trace()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.Cookies.Append("session", "1");
            await context.Response.WriteAsync(Answer);
        });
        using var client = ClientUnderTest.For(server);
        using var activity = new System.Diagnostics.Activity("caller").AddBaggage("who", "someone").Start();

        await client.SendAsync();
        await client.SendAsync();

        Assert.Equal(2, server.Received.Count);
        string[] unwanted = ["Cookie", "traceparent", "baggage", "Correlation-Context"];
        Assert.All(server.Received, request => Assert.Empty(request.Headers.Keys.Intersect(unwanted)));
    }

    [Fact]
    public async Task Sends_neither_user_nor_password_of_the_address()
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, Answer);
        var address = new UriBuilder(server.Endpoint) { UserName = "someone", Password = "PASSPASSPASS" }.Uri;
        using var client = new ClientUnderTest(new LinearOptions { Endpoint = address }, TimeProvider.System);

        var reply = await client.SendAsync();

        Assert.Null(reply.Fault);
        Assert.DoesNotContain("Authorization", server.Only.Headers);
    }

    [Fact]
    public async Task A_request_cancelled_beforehand_is_not_sent()
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, Answer);
        using var client = ClientUnderTest.For(server);

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => client.Client.SendAsync(new UpstreamRequest(Bytes.Of("{}")), new CancellationToken(canceled: true)));

        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_with_the_callers_own_token()
    {
        var arrived = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(context => HangAsync(context, arrived));
        using var client = new ClientUnderTest(new LinearOptions { Endpoint = server.Endpoint, ApiKey = "k" }, new ManualTime());
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var sending = client.Client.SendAsync(new UpstreamRequest(Bytes.Of("{}")), cancel.Token);
        await arrived.Task.WaitAsync(TestContext.Current.CancellationToken);
        await cancel.CancelAsync();

        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => sending);
        Assert.Equal(cancel.Token, thrown.CancellationToken);
        Assert.Empty(client.Log.Lines);
    }

    internal static async Task HangAsync(HttpContext context, TaskCompletionSource arrived)
    {
        arrived.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
