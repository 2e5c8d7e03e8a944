using System.Net;
using System.Text;
using System.Text.Json;
using Gateway.Auth;

namespace Gateway.Tests.Admin;

public sealed class AdminTests : IAsyncLifetime, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly HttpClient _http = new();
    private string _admin = "";
    private string _reader = "";
    private TestGateway _gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _admin = ApiKey.Create();
        _reader = ApiKey.Create();
        string file = Path.Combine(_folder, "clients.json");
        await File.WriteAllTextAsync(
            file,
            JsonSerializer.Serialize(new
            {
                clients = new[]
                {
                    new { name = "operator", keys = new[] { ApiKey.Describe(_admin) }, permissions = new[] { "read", "admin" } },
                    new { name = "reports", keys = new[] { ApiKey.Describe(_reader) }, permissions = new[] { "read" } },
                },
            }),
            Cancel);
        _gateway = await TestGateway.StartWithSandboxAsync(("Auth:ClientsFile", file), ("Admin:Url", "http://127.0.0.1:0"), ("Webhooks:Secret", TestGateway.Secret));
        _http.BaseAddress = _gateway.Host.AdminAddress;
    }

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    public async Task How_things_are_is_told_without_a_key(string path) => Assert.Equal(200, await StatusAsync(path, null));

    [Theory]
    [InlineData("/graphql")]
    [InlineData("/webhooks/linear")]
    [InlineData("/metrics/more")]
    [InlineData("/")]
    public async Task What_is_for_callers_is_not_there(string path) => Assert.Equal(404, await StatusAsync(path, _admin));

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/admin/state")]
    public async Task What_is_for_operators_is_not_where_callers_ask(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("x-api-key", _admin);
        request.Headers.Host = _gateway.Host.AdminAddress!.Authority;

        using var response = await _gateway.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_pages_are_for_those_with_the_permission()
    {
        Assert.Equal(401, await StatusAsync("/admin/state", null));
        Assert.Equal(401, await StatusAsync("/admin/state", ApiKey.Create()));
        Assert.Equal(403, await StatusAsync("/admin/state", _reader));
        Assert.Equal(200, await StatusAsync("/admin/state", _admin));
    }

    [Fact]
    public async Task Without_clients_the_pages_are_closed_whoever_may_read()
    {
        await using var open = await TestGateway.StartWithSandboxAsync(("Auth:AllowAnonymous", "true"), ("Admin:Url", "http://127.0.0.1:0"));

        using var response = await _http.GetAsync(new Uri(open.Host.AdminAddress!, "/admin/state"), Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Shows_how_things_stand()
    {
        await AskAsync(await SessionAsync());

        var state = await GetAsync("/admin/state");

        Assert.Equal("memory", state.GetProperty("store").GetString());
        Assert.True(state.GetProperty("localBytes").GetInt64() > 0);
        Assert.True(state.GetProperty("budget").GetProperty("requests").GetProperty("left").GetDouble() > 0);
    }

    [Fact]
    public async Task Shows_what_came_by_webhook_and_whether_linear_is_asked()
    {
        var before = await GetAsync("/admin/state");
        using var webhook = await _gateway.SendWebhookAsync($$$"""{"type":"Issue","action":"update","data":{"id":"{{{Guid.NewGuid()}}}"}}""");

        var state = await GetAsync("/admin/state");

        Assert.Equal((0, 1), (before.GetProperty("webhooks").GetProperty("applied").GetInt64(), state.GetProperty("webhooks").GetProperty("applied").GetInt64()));
        Assert.False(before.GetProperty("webhooks").TryGetProperty("lastAt", out _));
        Assert.InRange(TimeProvider.System.GetUtcNow() - state.GetProperty("webhooks").GetProperty("lastAt").GetDateTimeOffset(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.False(state.GetProperty("webhooks").GetProperty("refusing").GetBoolean());
        Assert.Equal("closed", state.GetProperty("circuit").GetString());
    }

    [Fact]
    public async Task Shows_what_is_known_of_an_entity_and_what_becomes_of_it()
    {
        string id = await SessionAsync();
        await AskAsync(id);

        var process = (await GetAsync($"/admin/entities/AgentSession/{id}")).GetProperty("process");
        var status = process.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("field").GetString() == "status");

        Assert.Equal("fresh", status.GetProperty("outlook").GetString());
        Assert.True(status.GetProperty("maxAge").GetInt64() > 0);
        Assert.InRange(status.GetProperty("age").GetInt64(), 0, 60);
    }

    [Fact]
    public async Task What_is_purged_is_not_known_any_more_and_fetched_anew()
    {
        string id = await SessionAsync();
        await AskAsync(id);

        using var purged = await PostAsync("/admin/purge", $$"""{"type":"AgentSession","id":"{{id}}"}""");
        var process = (await GetAsync($"/admin/entities/AgentSession/{id}")).GetProperty("process");

        Assert.Equal(HttpStatusCode.OK, purged.StatusCode);
        Assert.Equal(0, process.GetProperty("fields").GetArrayLength());
        Assert.True(process.GetProperty("invalidatedAt").GetInt64() > 0);
    }

    [Fact]
    public async Task What_is_purged_softly_is_known_still_and_to_be_fetched_anew()
    {
        string id = await SessionAsync();
        await AskAsync(id);

        using var purged = await PostAsync("/admin/purge", $$"""{"type":"AgentSession","id":"{{id}}","soft":true}""");
        var fields = (await GetAsync($"/admin/entities/AgentSession/{id}")).GetProperty("process").GetProperty("fields").EnumerateArray().ToList();

        Assert.Contains("\"soft\": true", await purged.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("revalidated", fields.Single(field => field.GetProperty("field").GetString() == "status").GetProperty("outlook").GetString());
    }

    [Theory]
    [InlineData("""{"all":true,"soft":true}""", 200)]
    [InlineData("""{"all":true,"soft":false}""", 200)]
    [InlineData("""{"all":true,"soft":"yes"}""", 400)]
    [InlineData("""{"soft":true}""", 400)]
    [InlineData("""{"type":"AgentSession"}""", 200)]
    [InlineData("""{"tag":"Issue"}""", 200)]
    [InlineData("""{"all":true}""", 200)]
    [InlineData("""{"all":false}""", 400)]
    [InlineData("""{"type":"AgentSession","id":""}""", 400)]
    [InlineData("""{"type":"AgentSession","di":"1"}""", 400)]
    [InlineData("""{"type":"AgentSession","type":"Issue"}""", 400)]
    [InlineData("""{"type":"Nothing"}""", 404)]
    [InlineData("""[{"all":true}]""", 400)]
    [InlineData("", 400)]
    public async Task A_purge_says_what_is_meant_or_nothing_is_purged(string body, int status)
    {
        using var response = await PostAsync("/admin/purge", body);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Shows_the_operations_that_cost_most()
    {
        string id = await SessionAsync();
        for (int i = 0; i < 3; i++)
        {
            await AskAsync(id, $"query Dear{{ agentSession(id: \"{id}\") {{ status }} }}", i);
        }

        var plans = (await GetAsync("/admin/plans?by=misses")).GetProperty("plans").EnumerateArray().ToList();
        var dear = plans.Single(plan => plan.GetProperty("operation").GetString() == "Dear");

        Assert.Equal(3, dear.GetProperty("runs").GetInt64());
        Assert.StartsWith("sha256:", dear.GetProperty("document").GetString(), StringComparison.Ordinal);
        Assert.Equal(400, await StatusAsync("/admin/plans?by=name", _admin));
    }

    [Fact]
    public async Task What_is_measured_is_told_in_words_that_can_be_read()
    {
        string id = await SessionAsync();
        string query = $"query Counted {{ agentSession(id: \"{id}\") {{ status }} }}";
        await AskAsync(id, query);
        await AskAsync(id, query);
        await AskAsync(id, query);
        await AskAsync(id, "{ nothing }");

        string text = await _http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel);

        var values = PrometheusReader.Read(text);
        Assert.Equal(3, values["gateway_requests_total{operation=\"Counted\",outcome=\"answered\"}"]);
        Assert.Equal(1, values["gateway_requests_total{operation=\"\",outcome=\"refused\"}"]);
        Assert.Equal(1, values["gateway_cache_lookups_total{tier=\"memo\"}"]);
        Assert.Equal(1, values["gateway_cache_lookups_total{tier=\"upstream\",type=\"AgentSession\"}"]);
        Assert.Equal(1, values["gateway_cache_lookups_total{tier=\"process\",type=\"AgentSession\"}"]);
        Assert.Equal(1, values["gateway_cache_misses_total{reason=\"absent\"}"]);
        Assert.Equal(1, values["gateway_request_waves_bucket{le=\"0\"}"]);
        Assert.Equal(2, values["gateway_request_waves_count"]);
        Assert.Equal(1, values["gateway_fetch_batch_sum"]);
        Assert.True(values["gateway_linear_points_total"] > 0);
        Assert.True(values["gateway_cache_local_bytes"] > 0);
        Assert.Equal(268435456, values["gateway_cache_local_limit_bytes"]);
        Assert.Equal(2, values["gateway_request_duration_seconds_count{outcome=\"answered\"}"]);
    }

    private async Task<int> StatusAsync(string path, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("x-api-key", key);
        }

        using var response = await _http.SendAsync(request, Cancel);
        return (int)response.StatusCode;
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("x-api-key", _admin);
        using var response = await _http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await TestGateway.JsonOf(response);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("x-api-key", _admin);
        return await _http.SendAsync(request, Cancel);
    }

    private async Task AskAsync(string id, string? query = null, int distinct = 0)
    {
        // White space makes it another request, and not another document.
        string body = JsonSerializer.Serialize(new { query = query ?? $"{{ agentSession(id: \"{id}\") {{ status }} }}" }) + new string(' ', distinct);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("x-api-key", _reader);
        using var response = await _gateway.Http.SendAsync(request, Cancel);
        await response.Content.ReadAsStringAsync(Cancel);
    }

    private Task<string> SessionAsync() => Task.FromResult(_gateway.Host.Sandbox!.World.Ids("AgentSession")[0]);
}
