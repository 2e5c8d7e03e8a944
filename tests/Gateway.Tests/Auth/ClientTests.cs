using System.Net;
using System.Text;
using System.Text.Json;

namespace Gateway.Tests.Auth;

/// <summary>Who is admitted, over HTTP.</summary>
public sealed class ClientTests : IAsyncLifetime
{
    private const string Viewer = "{ viewer { id name } }";

    private readonly ClientsOnDisk _clients = new ClientsOnDisk().With("reports").With("writer", "read,mutate").With("schema", "read,introspect").With("none", "");

    private TestGateway _gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartWithSandboxAsync(("Auth:ClientsFile", _clients.Path));

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _clients.Dispose();
    }

    [Theory]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", "bearer ")]
    [InlineData("Authorization", "")]
    [InlineData("x-api-key", "")]
    [InlineData("X-API-Key", "Bearer ")]
    public async Task A_client_shows_its_key_in_the_way_it_likes(string header, string scheme)
    {
        for (int i = 0; i < 3; i++)
        {
            var (status, body, _) = await AskAsync(Viewer, (header, scheme + _clients["reports"]));

            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("\"viewer\":{", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_shows_no_key_is_refused_on_this_machine_as_well()
    {
        var (status, body, response) = await AskAsync(Viewer);

        Assert.Equal((HttpStatusCode.Unauthorized, "no_key", "AUTHENTICATION_ERROR", "authentication error"), (status, Of(body, "reason"), Of(body, "code"), Of(body, "type")));
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task A_wrong_key_is_told_to_be_wrong_however_near_it_is()
    {
        string key = _clients["reports"];
        string[] wrong = [key[..^1], key + "A", key[..^1] + (key[^1] == 'A' ? 'B' : 'A'), key.ToUpperInvariant(), "gw_", "lin_api_hidden", "sha256:" + new string('0', 64)];
        foreach (string guess in wrong)
        {
            var (status, body, _) = await AskAsync(Viewer, ("Authorization", "Bearer " + guess));
            Assert.Equal((HttpStatusCode.Unauthorized, "unknown_key"), (status, Of(body, "reason")));
            Assert.DoesNotContain(guess, body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer ")]
    [InlineData("two words")]
    public async Task What_can_be_no_key_is_told_to_be_none(string shown)
    {
        var (status, body, _) = await AskAsync(Viewer, ("Authorization", shown));

        Assert.Equal((HttpStatusCode.Unauthorized, "malformed_key"), (status, Of(body, "reason")));
    }

    [Fact]
    public async Task A_second_header_beside_a_good_one_does_not_get_in()
    {
        var (status, body, _) = await AskAsync(Viewer, ("Authorization", "Bearer " + _clients["reports"]), ("Authorization", "Bearer other"));
        var (other, _, _) = await AskAsync(Viewer, ("Authorization", "Bearer " + _clients["reports"]), ("x-api-key", "wrong"));

        Assert.Equal((HttpStatusCode.Unauthorized, "malformed_key"), (status, Of(body, "reason")));
        Assert.Equal(HttpStatusCode.Unauthorized, other);
    }

    [Fact]
    public async Task Headers_beyond_all_measure_are_refused_before_anything_is_looked_at()
    {
        var (long_, body, _) = await AskAsync(Viewer, ("Authorization", new string('x', 9000)));
        var (huge, _, _) = await AskAsync(Viewer, ("x-api-key", new string('x', 40_000)));

        Assert.Equal((HttpStatusCode.Unauthorized, "malformed_key"), (long_, Of(body, "reason")));
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, huge);
    }

    [Theory]
    [InlineData("reports", "mutation { agentSessionCreateOnIssue(input: { issueId: \"1\" }) { success } }", "mutate")]
    [InlineData("none", "{ viewer { id } }", "read")]
    public async Task What_needs_a_permission_is_refused_without_it_and_told_which(string client, string query, string permission)
    {
        var (status, body, _) = await AskAsync(query, ("Authorization", _clients[client]), ("Accept", "application/graphql-response+json"));
        Assert.Equal((HttpStatusCode.Forbidden, "FORBIDDEN", "forbidden", permission), (status, Of(body, "code"), Of(body, "type"), Of(body, "permission")));
    }

    [Fact]
    public async Task Who_may_not_introspect_is_not_told_what_there_is()
    {
        var (_, may, _) = await AskAsync("{ __schema { queryType { name } } }", ("Authorization", _clients["schema"]));
        var (_, mayNot, _) = await AskAsync("{ __schema { queryType { name } } }", ("Authorization", _clients["reports"]));
        var (_, hint, _) = await AskAsync("{ viewr { id } }", ("Authorization", _clients["reports"]));

        Assert.Contains("\"queryType\":", may, StringComparison.Ordinal);
        Assert.Equal("INTROSPECTION_DISABLED", Of(mayNot, "code"));
        Assert.DoesNotContain("Did you mean", hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_client_was_told_is_told_to_the_other_from_memory_if_it_may_see_it()
    {
        var (_, first, _) = await AskAsync(Viewer, ("Authorization", _clients["reports"]));
        var (_, second, _) = await AskAsync(Viewer, ("Authorization", _clients["writer"]));
        var (status, third, _) = await AskAsync(Viewer, ("Authorization", _clients["none"]));

        Assert.Equal(first, second);
        Assert.Equal((HttpStatusCode.OK, "permission"), (status, Of(third, "reason")));
    }

    [Fact]
    public async Task Health_and_webhooks_need_no_key_of_a_client()
    {
        using var live = await _gateway.Http.GetAsync("/health/live", Cancel);
        using var webhook = await _gateway.SendWebhookAsync("{}", "wrong");

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.DoesNotContain("AUTHENTICATION_ERROR", await webhook.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_log_tells_a_key_or_its_hash_at_any_level()
    {
        await AskAsync(Viewer, ("Authorization", "Bearer " + _clients["reports"]));
        await AskAsync(Viewer, ("Authorization", "Bearer gw_hidden_guess"));
        await AskAsync("{ nope }", ("x-api-key", _clients["writer"]));

        Assert.NotEmpty(_gateway.Log.Text);
        Assert.DoesNotContain(_clients["reports"], _gateway.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_clients["writer"], _gateway.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", _gateway.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sha256:", _gateway.Log.Text, StringComparison.Ordinal);
    }

    internal static string? Of(string body, string name) =>
        JsonElement.Parse(body).GetProperty("errors")[0].TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty(name, out var value)
            ? value.GetString()
            : null;

    private Task<(HttpStatusCode Status, string Body, HttpResponseMessage Response)> AskAsync(string query, params (string Name, string Value)[] headers) =>
        AskAsync(_gateway, query, headers);

    internal static async Task<(HttpStatusCode Status, string Body, HttpResponseMessage Response)> AskAsync(
        TestGateway gateway, string query, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await gateway.Http.SendAsync(request, Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel), response);
    }
}
