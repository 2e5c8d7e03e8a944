using System.Net;
using System.Text.Json;

namespace Gateway.Tests.Http;

public sealed class MutationTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private string _session = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartWithSandboxAsync();
        var sessions = await _gateway.AskAsync("{ agentSessions(first: 1) { nodes { id } } }");
        _session = sessions.GetProperty("data").GetProperty("agentSessions").GetProperty("nodes")[0].GetProperty("id").GetString()!;
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task What_was_posted_is_read_at_once()
    {
        string read = $"{{ agentSession(id: \"{_session}\") {{ externalLink externalUrls }} }}";
        await _gateway.AskAsync(read);

        var written = await _gateway.AskAsync(
            $"mutation {{ m: agentSessionUpdate(id: \"{_session}\", input: {{ externalUrls: [{{ label: \"a\", url: \"https://a\" }}] }}) {{ success agentSession {{ externalUrls }} }} }}");
        var seen = await _gateway.AskAsync(read);

        const string Links = """[{"label":"a","url":"https://a"}]""";
        Assert.True(written.GetProperty("data").GetProperty("m").GetProperty("success").GetBoolean());
        Assert.Equal(Links, written.GetProperty("data").GetProperty("m").GetProperty("agentSession").GetProperty("externalUrls").GetString());
        Assert.Equal(Links, seen.GetProperty("data").GetProperty("agentSession").GetProperty("externalUrls").GetString());
    }

    [Fact]
    public async Task Nothing_is_changed_by_get()
    {
        string query = Uri.EscapeDataString($"mutation {{ agentSessionUpdate(id: \"{_session}\", input: {{ externalLink: \"https://get\" }}) {{ success }} }}");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql?query={query}");
        request.Headers.Add("GraphQL-Preflight", "1");

        using var response = await _gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);

        var seen = await _gateway.AskAsync($"{{ agentSession(id: \"{_session}\") {{ externalLink }} }}");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.NotEqual("https://get", seen.GetProperty("data").GetProperty("agentSession").GetProperty("externalLink").GetString());
    }

    [Fact]
    public async Task Variables_and_a_refusal_of_the_upstream_reach_their_ends()
    {
        const string Document = "mutation($input: AgentActivityCreateInput!) { made: agentActivityCreate(input: $input) { agentActivity { id } } }";
        var input = new { agentSessionId = _session, content = new { type = "prompt", body = "x" } };

        using var response = await _gateway.PostAsync(JsonSerializer.Serialize(new { query = Document, variables = new { input } }));

        var body = await TestGateway.JsonOf(response);
        var error = body.GetProperty("errors")[0];
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(JsonValueKind.Null, body.GetProperty("data").ValueKind);
        Assert.Equal("""["made"]""", error.GetProperty("path").GetRawText());
        Assert.Equal("INVALID_INPUT", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.StartsWith("type must be one of", error.GetProperty("extensions").GetProperty("userPresentableMessage").GetString(), StringComparison.Ordinal);
    }
}
