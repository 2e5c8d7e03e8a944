namespace Gateway.Linear.Tests.Credentials;

public sealed class GrantedCredentialTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Gets_a_token_at_first_need_and_keeps_it()
    {
        await using var bench = await GrantBench.StartAsync();

        await bench.Upstream.AskAsync();
        await bench.Upstream.AskAsync();

        Assert.Equal(["grant_type=client_credentials&client_id=app&client_secret=SECRETSECRET&scope=read"], bench.Asked);
        Assert.Equal(["Bearer t1", "Bearer t1"], bench.Used);
        Assert.Equal(1, bench.Upstream.Counted["gateway.linear.tokens granted"]);
    }

    [Fact]
    public async Task Many_who_need_one_wait_for_the_same()
    {
        var gate = new TaskCompletionSource();
        await using var bench = await GrantBench.StartAsync();
        bench.Gate = gate.Task;

        var asking = Enumerable.Range(0, 20).Select(_ => bench.Upstream.AskAsync()).ToList();
        await bench.WaitForAskedAsync(1);
        gate.SetResult();
        await Task.WhenAll(asking);

        Assert.Single(bench.Asked);
        Assert.All(bench.Used, used => Assert.Equal("Bearer t1", used));
    }

    [Fact]
    public async Task Near_its_end_the_next_one_is_got_while_the_old_one_serves()
    {
        await using var bench = await GrantBench.StartAsync();
        await bench.Upstream.AskAsync();
        var gate = new TaskCompletionSource();
        bench.Gate = gate.Task;

        bench.Time.Advance(Day - TimeSpan.FromMinutes(5));
        await bench.Upstream.AskAsync();
        await bench.WaitForAskedAsync(2);
        await bench.Upstream.AskAsync();
        gate.SetResult();
        while (bench.Upstream.Counted["gateway.linear.tokens granted"] < 2)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        await bench.Upstream.AskAsync();

        Assert.Equal(2, bench.Asked.Length);
        Assert.Equal(["Bearer t1", "Bearer t1", "Bearer t1"], bench.Used[..3]);
        Assert.Contains(bench.Used[3], (string[])["Bearer t1", "Bearer t2"]);
    }

    [Fact]
    public async Task After_its_end_it_is_not_sent_any_more()
    {
        await using var bench = await GrantBench.StartAsync();
        await bench.Upstream.AskAsync();

        bench.Time.Advance(Day - TimeSpan.FromSeconds(20));
        await bench.Upstream.AskAsync();

        Assert.Equal(["Bearer t1", "Bearer t2"], bench.Used);
    }

    [Fact]
    public async Task A_refused_one_is_replaced_and_the_read_repeated_once()
    {
        await using var bench = await GrantBench.StartAsync();
        await bench.Upstream.AskAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        bench.Refused.Add("Bearer t1");

        var reply = await bench.Upstream.AskAsync();

        Assert.Null(reply.Fault);
        Assert.Equal(["Bearer t1", "Bearer t1", "Bearer t2"], bench.Used);
        Assert.False(bench.Upstream.Health.IsUnauthenticated);
    }

    [Fact]
    public async Task For_a_mutation_a_refused_one_is_replaced_but_nothing_repeated()
    {
        await using var bench = await GrantBench.StartAsync();
        await bench.Upstream.AskAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        bench.Refused.Add("Bearer t1");

        var reply = await bench.Upstream.MutateAsync();
        await bench.Upstream.AskAsync();

        Assert.Equal(UpstreamFaultKind.Unauthenticated, reply.Fault?.Kind);
        Assert.Equal(["Bearer t1", "Bearer t1", "Bearer t2"], bench.Used);
    }

    [Fact]
    public async Task Where_every_new_one_is_refused_the_endpoint_is_not_asked_at_every_request()
    {
        await using var bench = await GrantBench.StartAsync();
        bench.Refused.UnionWith(Enumerable.Range(1, 50).Select(number => $"Bearer t{number}"));

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(UpstreamFaultKind.Unauthenticated, (await bench.Upstream.AskAsync()).Fault?.Kind);
        }

        Assert.Single(bench.Asked);
        Assert.True(bench.Upstream.Health.IsUnauthenticated);
    }

    [Theory]
    [InlineData(401, """{"error":"invalid_client","error_description":"SECRETSECRET"}""", "invalid_client")]
    [InlineData(400, """{"error":"invalid_scope"}""", "invalid_scope")]
    [InlineData(400, """{"error":"SECRETSECRET"}""", "HTTP status 400")]
    [InlineData(403, "<html>", "HTTP status 403")]
    public async Task Refused_client_credentials_are_one_clear_message(int status, string body, string why)
    {
        await using var bench = await GrantBench.StartAsync();
        bench.Grant = (status, body);

        var first = await bench.Upstream.AskAsync();
        var second = await bench.Upstream.AskAsync();

        var message = $"The gateway cannot get an access token: its client credentials are refused ({why}); its operator must renew them.";
        Assert.Equal((message, "authentication error"), (first.Fault?.Message, first.Fault?.Type));
        Assert.Equal(message, second.Fault?.Message);
        Assert.True(bench.Upstream.Health.IsUnauthenticated);
        Assert.Equal([3007, 3011], bench.Upstream.Log.VisibleIds);
        Assert.Empty(bench.Used);
    }

    [Theory]
    [InlineData(503, "", "fails (HTTP status 503)")]
    [InlineData(429, "", "fails (HTTP status 429)")]
    [InlineData(302, "x", "fails (HTTP status 302)")]
    [InlineData(200, "<html>", "gives no token that can be read")]
    [InlineData(200, """{"access_token":"a b","token_type":"Bearer"}""", "gives no token that can be read")]
    [InlineData(200, """{"access_token":"ab","token_type":"mac"}""", "gives no token that can be read")]
    public async Task An_endpoint_that_fails_is_told_and_left_alone_for_longer_and_longer(int status, string body, string how)
    {
        await using var bench = await GrantBench.StartAsync();
        bench.Grant = (status, body.Length > 0 ? body : "sorry");

        var reply = await bench.Upstream.AskAsync();
        await bench.Upstream.AskAsync();
        var askedAtOnce = bench.Asked.Length;
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.Upstream.AskAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.Upstream.AskAsync();

        Assert.Equal($"The gateway cannot get an access token: the token endpoint {how}.", reply.Fault?.Message);
        Assert.Equal((UpstreamFaultKind.TokenUnavailable, "network error"), (reply.Fault!.Kind, reply.Fault.Type));
        Assert.Equal((1, 2), (askedAtOnce, bench.Asked.Length));
        Assert.False(bench.Upstream.Health.IsUnauthenticated);
        Assert.Equal(2, bench.Upstream.Counted["gateway.linear.tokens failed"]);
    }

    [Fact]
    public async Task An_endpoint_that_cannot_be_reached_is_told()
    {
        await using var bench = await GrantBench.StartAsync(("TokenEndpoint", RawServer.Nowhere().AbsoluteUri));

        var reply = await bench.Upstream.AskAsync();

        Assert.Equal("The gateway cannot get an access token: the token endpoint cannot be reached.", reply.Fault?.Message);
        Assert.Equal(1, bench.Upstream.Counted["gateway.linear.requests query no-token"]);
    }

    [Fact]
    public async Task Once_the_endpoint_is_well_again_so_is_the_gateway()
    {
        await using var bench = await GrantBench.StartAsync();
        bench.Grant = (401, """{"error":"invalid_client"}""");
        await bench.Upstream.AskAsync();

        bench.Grant = (200, "");
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        var reply = await bench.Upstream.AskAsync();

        Assert.Null(reply.Fault);
        Assert.False(bench.Upstream.Health.IsUnauthenticated);
        Assert.Equal([3007, 3011, 3008, 3012], bench.Upstream.Log.VisibleIds);
    }

    [Fact]
    public async Task However_long_the_endpoint_wants_to_be_left_alone_it_is_asked_again_after_ten_minutes()
    {
        await using var bench = await GrantBench.StartAsync();
        (bench.Grant, bench.RetryAfter) = ((503, ""), "2000000000");
        await bench.Upstream.AskAsync();

        bench.Grant = (200, "");
        bench.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        var early = await bench.Upstream.AskAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        var late = await bench.Upstream.AskAsync();

        Assert.Equal(TimeSpan.FromSeconds(1), early.Fault?.RetryAfter);
        Assert.Null(late.Fault);
    }

    [Fact]
    public async Task The_secret_may_be_replaced_in_its_file_while_it_runs()
    {
        using var file = new SecretPath("one\n");
        await using var bench = await GrantBench.StartAsync(("ClientSecret", null), ("ClientSecretFile", file.Path));
        await bench.Upstream.AskAsync();

        file.Write("two\n");
        bench.Time.Advance(Day);
        await bench.Upstream.AskAsync();

        Assert.Equal(2, bench.Asked.Length);
        Assert.Contains("client_secret=one&", bench.Asked[0]);
        Assert.Contains("client_secret=two&", bench.Asked[1]);
    }

    [Fact]
    public async Task No_secret_and_no_token_gets_into_a_message_or_a_log()
    {
        await using var bench = await GrantBench.StartAsync();
        List<string> told = [];

        foreach (var grant in ((int, string)[])[(200, """{"access_token":"SECRETSECRET"}"""), (500, "SECRETSECRET"), (401, """{"error":"SECRETSECRET"}""")])
        {
            bench.Grant = grant;
            bench.Refused.Add("Bearer SECRETSECRET");
            told.Add($"{(await bench.Upstream.AskAsync()).Fault}");
            bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        told.AddRange(bench.Upstream.Log.Lines.Select(line => line.Text));
        Assert.All(told, text => Assert.DoesNotContain("SECRET", text));
    }
}
