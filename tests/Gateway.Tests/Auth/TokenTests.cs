using System.Net;
using Gateway.Testing;
using Gateway.Tests.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Auth;

/// <summary>Tokens in place of keys, over HTTP.</summary>
public sealed class TokenTests : IDisposable
{
    private const string Query = "{ viewer { id email } }";

    private readonly TokenIssuer _issuer = new();
    private readonly ClientsOnDisk _clients = new ClientsOnDisk().With("reports", subject: "svc|reports").With("closed", deny: "User.email", subject: "svc|closed")
        .With("follower", "read,subscribe", subject: "svc|follower");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string KeysFile => Path.Combine(Path.GetDirectoryName(_clients.Path)!, "keys.json");

    public void Dispose()
    {
        _issuer.Dispose();
        _clients.Dispose();
    }

    [Fact]
    public async Task A_good_token_is_its_subjects_client_and_what_is_denied_to_that_stays_denied()
    {
        await using var gateway = await StartAsync();
        for (int i = 0; i < 3; i++)
        {
            var (status, body) = await AskAsync(gateway, _issuer.Sign("svc|reports"));
            var (_, closed) = await AskAsync(gateway, _issuer.Sign("svc|closed"));

            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("@", body, StringComparison.Ordinal);
            Assert.Equal("FORBIDDEN", ClientTests.Of(closed, "code"));
        }

        Assert.Equal(HttpStatusCode.OK, (await ClientTests.AskAsync(gateway, Query, ("x-api-key", _clients["reports"]))).Status);
    }

    [Fact]
    public async Task A_connection_that_stays_is_given_up_when_its_token_expires()
    {
        await using var gateway = await StartAsync();
        string token = _issuer.Sign("svc|follower", life: TimeSpan.FromSeconds(-25));
        using var client = await SocketClient.InitAsync(gateway, headers: ("Authorization", $"Bearer {token}"));
        await client.SubscribeAsync("1", "subscription { agentSessionUpdated { id } }");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=subscription%7BagentSessionUpdated%7Bid%7D%7D");
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        var stream = response.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        Assert.Equal(1012, await client.EndAsync());
        Assert.DoesNotContain("complete", await stream.WaitAsync(TimeSpan.FromSeconds(15), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_refused_for_what_is_wrong_with_it_and_the_caller_is_told()
    {
        using var stranger = new TokenIssuer();
        await using var gateway = await StartAsync();
        string good = _issuer.Sign("svc|reports");
        (string Token, string Reason)[] cases =
        [
            (_issuer.Sign("svc|reports", life: TimeSpan.FromMinutes(-1)), "expired_token"),
            (_issuer.Sign("svc|reports", issuer: "https://other.test/"), "invalid_token"),
            (_issuer.Sign("svc|reports", audience: "other"), "invalid_token"),
            (_issuer.Sign("svc|reports", notBefore: TimeSpan.FromMinutes(2)), "invalid_token"),
            (_issuer.Sign(""), "invalid_token"),
            (_issuer.Sign("svc|nobody"), "unknown_subject"),
            (stranger.Sign("svc|reports"), "invalid_token"),
            (_issuer.Forge("none", "svc|reports"), "invalid_token"),
            (_issuer.Forge("HS256", "svc|reports"), "invalid_token"),
            (good[..^4] + "AAAA", "invalid_token"),
            ("a.b.c", "invalid_token"),
            ("..", "invalid_token"),
        ];

        foreach (var (token, reason) in cases)
        {
            var (status, body) = await AskAsync(gateway, token);
            Assert.Equal((HttpStatusCode.Unauthorized, reason), (status, ClientTests.Of(body, "reason")));
        }

        Assert.DoesNotContain(good.Split('.')[1], gateway.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_was_good_is_refused_once_it_has_expired()
    {
        var time = Now();
        await using var gateway = await StartAsync(new GatewaySetup { Time = time });
        string token = _issuer.Sign("svc|reports", life: TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, token)).Status);

        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, token)).Status);
        time.Advance(TimeSpan.FromSeconds(40));

        Assert.Equal("expired_token", ClientTests.Of((await AskAsync(gateway, token)).Body, "reason"));
    }

    [Fact]
    public async Task Other_keys_in_the_file_end_the_tokens_of_those_before()
    {
        using var next = new TokenIssuer("two");
        await using var gateway = await StartAsync();
        string before = _issuer.Sign("svc|reports");
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, before)).Status);

        await File.WriteAllTextAsync(KeysFile, next.KeySet, Cancel);
        for (int i = 0; i < 200 && (await AskAsync(gateway, before)).Status == HttpStatusCode.OK; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(gateway, before)).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, next.Sign("svc|reports"))).Status);
    }

    [Fact]
    public async Task Keys_come_from_an_address_and_are_asked_for_anew_when_a_token_names_another()
    {
        using var next = new TokenIssuer("two");
        string published = _issuer.KeySet;
        int asked = 0;
        await using var server = await ServeAsync(() =>
        {
            asked++;
            return published;
        });
        var time = Now();
        await using var gateway = await TestGateway.StartAsync(
            new GatewaySetup { Time = time }, [.. Settings, ("Auth:Jwt:KeysUrl", $"{server.Urls.First()}/keys"), ("Sandbox:Sessions", "5")]);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, _issuer.Sign("svc|reports"))).Status);

        published = next.KeySet;
        var (soon, _) = await AskAsync(gateway, next.Sign("svc|reports"));
        for (int i = 0; i < 5; i++)
        {
            await AskAsync(gateway, next.Sign("svc|reports"));
        }

        Assert.Equal((HttpStatusCode.Unauthorized, 1), (soon, asked));
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, next.Sign("svc|reports"))).Status);
    }

    [Fact]
    public async Task While_the_keys_are_not_to_be_had_callers_are_asked_to_come_again()
    {
        await using var gateway = await TestGateway.StartAsync([.. Settings, ("Auth:Jwt:KeysUrl", "http://127.0.0.1:1/keys")]);

        var (status, body, response) = await ClientTests.AskAsync(gateway, Query, ("Authorization", "Bearer " + _issuer.Sign("svc|reports")));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "no_token_keys"), (status, ClientTests.Of(body, "reason")));
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Contains("The keys of Auth:Jwt:KeysUrl cannot be had", gateway.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_would_let_in_others_tokens_are_refused_at_the_start()
    {
        var stop = await Assert.ThrowsAsync<StartException>(() => TestGateway.StartAsync(
            ("Auth:Jwt:Issuer", TokenIssuer.Name), ("Auth:Jwt:KeysUrl", "http://issuer.test/keys"), ("Auth:Jwt:KeysFile", "/dev/null")));

        Assert.Equal(5, stop.Faults.Length);
        Assert.Contains(stop.Faults, fault => fault.Contains("both Auth:Jwt:Issuer and Auth:Jwt:Audience", StringComparison.Ordinal));
        Assert.Contains(stop.Faults, fault => fault.Contains("must be https", StringComparison.Ordinal));
    }

    private static ManualTime Now()
    {
        var time = new ManualTime();
        time.Advance(TimeProvider.System.GetUtcNow() - time.GetUtcNow());
        return time;
    }

    private (string, string)[] Settings =>
        [("Auth:ClientsFile", _clients.Path), ("Auth:Jwt:Issuer", TokenIssuer.Name), ("Auth:Jwt:Audience", TokenIssuer.Audience)];

    private Task<TestGateway> StartAsync() => StartAsync(new GatewaySetup());

    private async Task<TestGateway> StartAsync(GatewaySetup setup)
    {
        await File.WriteAllTextAsync(KeysFile, _issuer.KeySet, Cancel);
        return await TestGateway.StartAsync(setup, [.. Settings, ("Auth:Jwt:KeysFile", KeysFile), ("Sandbox:Sessions", "5")]);
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(TestGateway gateway, string token)
    {
        var (status, body, _) = await ClientTests.AskAsync(gateway, Query, ("Authorization", "Bearer " + token));
        return (status, body);
    }

    private static async Task<WebApplication> ServeAsync(Func<string> content)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsync(content()));
        await app.StartAsync(Cancel);
        return app;
    }
}
