using System.Text;
using System.Text.Json;
using Gateway.Sandbox;
using Gateway.Testing;

namespace Gateway.Tests.Http;

public sealed class CacheHeadersTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;
    private TestGateway _gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxServer.StartAsync(new SandboxOptions { Sessions = 4 }, TestSchema.Slice, TimeProvider.System, Cancel);
        _gateway = await TestGateway.StartAsync(new GatewaySetup(), ("Linear:Endpoint", _sandbox.Endpoint.ToString()), ("Linear:ApiKey", "lin_api_test"));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task Tells_what_was_fetched_what_was_known_and_what_was_kept()
    {
        string id = Session(0);
        string body = Body($"{{ agentSession(id: \"{id}\") {{ status }} }}");
        string other = Body($"{{ agentSession(id: \"{id}\") {{ status id }} }}");

        Assert.Equal(("gateway; fwd=miss", "0"), await HeadAsync(body));
        Assert.Equal(("gateway; hit", "0"), await HeadAsync(other));
        Assert.Equal(("gateway; hit; detail=memo", "0"), await HeadAsync(other));
    }

    [Fact]
    public async Task Tells_when_only_a_part_was_known()
    {
        string one = Session(1);
        string two = Session(2);
        await HeadAsync(Body($"{{ agentSession(id: \"{one}\") {{ status }} }}"));

        var (status, _) = await HeadAsync(Body($"{{ a: agentSession(id: \"{one}\") {{ status }} b: agentSession(id: \"{two}\") {{ status }} }}"));

        Assert.Equal("gateway; fwd=partial", status);
    }

    [Theory]
    [InlineData("{ nothing }", "gateway; detail=refused")]
    [InlineData("mutation { agentActivityCreate(input: { agentSessionId: \"00000000-0000-4000-8000-000000000000\", content: {} }) { success } }", "gateway; fwd=method")]
    public async Task Tells_what_no_cache_had_a_part_in(string query, string status) =>
        Assert.Equal((status, null), await HeadAsync(Body(query)));

    [Fact]
    public async Task Tells_of_an_array_what_is_true_of_all()
    {
        string id = Session(0);
        string query = Body($"{{ agentSession(id: \"{id}\") {{ status }} }}");
        await HeadAsync(query);

        Assert.Equal(("gateway; hit", "0"), await HeadAsync($"[{query},{query}]"));
        Assert.Equal(("gateway; fwd=partial", "0"), await HeadAsync($"[{query},{Body("{ nothing }")}]"));
    }

    [Fact]
    public async Task An_answer_that_the_client_has_tells_the_same()
    {
        string id = Session(0);
        var address = new Uri($"/graphql?query={Uri.EscapeDataString($"{{ agentSession(id: \"{id}\") {{ status }} }}")}", UriKind.Relative);
        using var fetched = await _gateway.Http.GetAsync(address, Cancel);
        using var first = await _gateway.Http.GetAsync(address, Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var again = await _gateway.Http.SendAsync(request, Cancel);

        Assert.Equal(304, (int)again.StatusCode);
        Assert.Equal("gateway; hit; detail=memo", Assert.Single(again.Headers.GetValues("Cache-Status")));
    }

    [Fact]
    public async Task Who_wants_nothing_cached_gets_no_kept_answer()
    {
        string body = Body($"{{ agentSession(id: \"{Session(0)}\") {{ status }} }}");
        await HeadAsync(body);
        await HeadAsync(body);

        Assert.Equal("gateway; fwd=miss", (await HeadAsync(body, ("Cache-Control", "no-cache"))).Status);
    }

    [Fact]
    public async Task What_cannot_be_read_asks_nothing()
    {
        string body = Body($"{{ agentSession(id: \"{Session(0)}\") {{ status }} }}");
        await HeadAsync(body);

        Assert.Equal("gateway; hit", (await HeadAsync(body, ("Cache-Control", "max-age=never;;"))).Status);
    }

    [Fact]
    public async Task Who_may_not_say_how_old_values_may_be_is_answered_like_all_others()
    {
        await using var gateway = await TestGateway.StartWithSandboxAsync(("Auth:CacheControl", "Client"), ("Auth:Explain", ""));
        string body = Body("{ viewer { name } }");
        await HeadAsync(gateway, body);

        var (status, _) = await HeadAsync(gateway, body, ("Cache-Control", "no-cache"), ("Cache-Explain", "1"));

        Assert.Equal("gateway; hit", status);
        using var answer = await SendAsync(gateway, body, ("Cache-Explain", "1"));
        Assert.DoesNotContain("extensions", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_is_told_where_each_part_came_from_and_whether_the_whole_was_kept()
    {
        string body = Body($"{{ agentSession(id: \"{Session(0)}\") {{ status }} }}");
        await HeadAsync(body);
        await HeadAsync(body);

        using var answer = await SendAsync(_gateway, body, ("Cache-Explain", "1"));
        var told = (await TestGateway.JsonOf(answer)).GetProperty("extensions").GetProperty("cache");

        Assert.True(told.GetProperty("memo").GetBoolean());
        Assert.Equal("process", told.GetProperty("paths")[0].GetProperty("source").GetString());
    }

    private static string Body(string query) => JsonSerializer.Serialize(new { query });

    private Task<(string Status, string? Age)> HeadAsync(string body, params (string, string)[] headers) => HeadAsync(_gateway, body, headers);

    private static async Task<(string Status, string? Age)> HeadAsync(TestGateway gateway, string body, params (string, string)[] headers)
    {
        using var response = await SendAsync(gateway, body, headers);
        return (Assert.Single(response.Headers.GetValues("Cache-Status")), response.Headers.TryGetValues("Age", out var age) ? age.Single() : null);
    }

    private static async Task<HttpResponseMessage> SendAsync(TestGateway gateway, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await gateway.Http.SendAsync(request, Cancel);
    }

    private string Session(int index) => _sandbox.World.Ids("AgentSession")[index];
}
