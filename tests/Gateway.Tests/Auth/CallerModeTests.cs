using System.Net;
using System.Text;
using System.Text.Json;
using Gateway.Testing;

namespace Gateway.Tests.Auth;

public sealed class CallerModeTests : IAsyncLifetime
{
    private const string Ann = "lin_api_hidden_ann";
    private const string Bob = "Bearer lin_oauth_hidden_bob";
    private const string Wrong = "lin_api_hidden_wrong";
    private const string Viewer = "{ viewer { id email } }";

    private CredentialGate _gate = null!;
    private TestGateway _gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _gate = await CredentialGate.StartAsync(Ann, Bob);
        _gateway = await TestGateway.StartAsync(
            new GatewaySetup(), ("Auth:Upstream", "caller"), ("Linear:Endpoint", _gate.Endpoint.ToString()), ("Schema:DriftInterval", "01:00:00"));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _gate.DisposeAsync();
    }

    [Fact]
    public async Task Everybody_is_answered_as_the_upstream_answers_them_and_the_second_time_from_memory()
    {
        var (ann, bob) = (await DataAsync(Ann, Viewer), await DataAsync(Bob, Viewer));
        var (annAgain, bobAgain) = (await DataAsync(Ann, Viewer), await DataAsync(Bob, Viewer));

        Assert.NotEqual(ann, bob);
        Assert.Equal((ann, bob), (annAgain, bobAgain));
        Assert.Equal((1, 1, 2), (_gate.AskedBy(Ann), _gate.AskedBy(Bob), _gate.Asked.Count));
    }

    [Fact]
    public async Task What_only_one_caller_may_see_the_other_is_told_does_not_exist()
    {
        string query = $"{{ agentSession(id: \"{_gate.SandboxOf(Ann).World.Ids("AgentSession")[0]}\") {{ id status }} }}";
        await DataAsync(Ann, query);

        var (status, body) = await SendAsync(Bob, query);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Entity not found", body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"status\":\"", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Who_brings_no_credential_is_refused_whatever_is_asked(string? credential)
    {
        using var request = Request(credential, "{ __typename }");
        using var response = await _gateway.Http.SendAsync(request, Cancel);

        var error = (await TestGateway.JsonOf(response)).GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        Assert.Equal(("AUTHENTICATION_ERROR", "authentication error"), (error.GetProperty("code").GetString(), error.GetProperty("type").GetString()));
        Assert.Empty(_gate.Asked);
    }

    [Fact]
    public async Task A_credential_that_the_upstream_refuses_is_its_callers_error_alone()
    {
        var (status, body) = await SendAsync(Wrong, Viewer);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("\"type\":\"authentication error\"", body, StringComparison.Ordinal);
        Assert.Contains("Linear refused the caller's credential.", body, StringComparison.Ordinal);
        using var ready = await _gateway.Http.GetAsync("/health/ready", Cancel);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("email", await DataAsync(Ann, Viewer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_parts_of_a_batch_are_all_asked_with_its_credential()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent($$"""[{"query":"{{Viewer}}"},{"query":"{ teams(first: 1) { nodes { id } } }"}]""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", Bob);

        using var response = await _gateway.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty(_gate.Asked);
        Assert.All(_gate.Asked, asked => Assert.Equal(Bob, asked.Credential));
    }

    [Fact]
    public async Task Without_a_credential_of_its_own_the_gateway_asks_nothing_for_itself()
    {
        await DataAsync(Ann, Viewer);

        Assert.All(_gate.Asked, asked => Assert.Equal(Ann, asked.Credential));
        Assert.DoesNotContain(_gate.Asked, asked => asked.Body.Contains("__schema", StringComparison.Ordinal));
        Assert.DoesNotContain("No credential", _gateway.Log.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task No_log_tells_a_credential_at_any_level()
    {
        await DataAsync(Ann, Viewer);
        await DataAsync(Bob, Viewer);
        await SendAsync(Wrong, Viewer);

        Assert.NotEmpty(_gateway.Log.Text);
        Assert.DoesNotContain("hidden", _gateway.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_health_check_and_the_explorer_need_no_credential()
    {
        using var live = await _gateway.Http.GetAsync("/health/live", Cancel);
        using var page = new HttpRequestMessage(HttpMethod.Get, "/graphql/");
        page.Headers.TryAddWithoutValidation("Accept", "text/html");
        using var explorer = await _gateway.Http.SendAsync(page, Cancel);

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.NotEqual(HttpStatusCode.Unauthorized, explorer.StatusCode);
    }

    private async Task<string> DataAsync(string credential, string query)
    {
        var (status, body) = await SendAsync(credential, query);
        Assert.True(status == HttpStatusCode.OK && !body.Contains("\"errors\"", StringComparison.Ordinal), body);
        return body;
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(string credential, string query)
    {
        using var request = Request(credential, query);
        using var response = await _gateway.Http.SendAsync(request, Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private static HttpRequestMessage Request(string? credential, string query)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json"),
        };
        if (credential is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", credential);
        }

        return request;
    }
}
