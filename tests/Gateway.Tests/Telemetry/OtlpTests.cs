using System.Text;
using System.Text.Json;
using Gateway.Sandbox;
using Gateway.Testing;

namespace Gateway.Tests.Telemetry;

[Collection(nameof(OneAtATime))]
public sealed class OtlpTests : IAsyncLifetime
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Caller = "00f067aa0ba902b7";

    private CollectorStandIn _collector = null!;
    private SandboxServer _sandbox = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _collector = await CollectorStandIn.StartAsync();
        _sandbox = await SandboxServer.StartAsync(new SandboxOptions { Sessions = 4 }, TestSchema.Slice, TimeProvider.System, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _sandbox.DisposeAsync();
        await _collector.DisposeAsync();
    }

    [Fact]
    public async Task A_request_that_lacks_something_is_told_from_its_caller_to_the_upstream()
    {
        await using (var gateway = await StartAsync())
        {
            await AskAsync(gateway, $"query Traced {{ agentSession(id: \"{Session}\") {{ status }} }}", $"00-{Trace}-{Caller}-01");
        }

        var spans = _collector.Spans.Where(span => span.Trace.Equals(Trace, StringComparison.OrdinalIgnoreCase)).ToList();
        var server = Assert.Single(spans, span => span.Name == "query Traced");
        var wave = Assert.Single(spans, span => span.Name == "gateway.wave");
        var upstream = Assert.Single(spans, span => span.Name == "gateway.upstream");
        Assert.Equal(Caller, server.Parent, ignoreCase: true);
        Assert.Equal(
            ("POST", "http", "/graphql"), (server.Attributes["http.request.method"], server.Attributes["url.scheme"], server.Attributes["http.route"]));
        Assert.Equal(server.Id, Assert.Single(spans, span => span.Name == "graphql.parse").Parent);
        Assert.Equal(server.Id, Assert.Single(spans, span => span.Name == "graphql.validate").Parent);
        Assert.Equal(server.Id, Assert.Single(spans, span => span.Name == "graphql.plan").Parent);
        Assert.Equal(server.Id, wave.Parent);
        Assert.Equal(wave.Id, upstream.Parent);
        Assert.StartsWith("sha256:", upstream.Attributes["graphql.document.hash"], StringComparison.Ordinal);
        Assert.Equal(upstream.Id, Assert.Single(spans, span => span.Name == "POST").Parent);
    }

    [Fact]
    public async Task A_request_that_lacks_nothing_has_its_own_span_and_no_other()
    {
        string query = $"query Known {{ agentSession(id: \"{Session}\") {{ status }} }}";
        await using (var gateway = await StartAsync())
        {
            await AskAsync(gateway, query, null);
            await AskAsync(gateway, query, $"00-{Trace}-{Caller}-01");
        }

        var span = Assert.Single(_collector.Spans, span => span.Trace.Equals(Trace, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("query Known", span.Name);
    }

    [Fact]
    public async Task What_the_caller_does_not_trace_is_not_traced_nor_what_is_fetched_for_it()
    {
        await using (var gateway = await StartAsync())
        {
            await AskAsync(gateway, $"{{ agentSession(id: \"{Session}\") {{ status }} }}", $"00-{Trace}-{Caller}-00");
        }

        Assert.Empty(_collector.Spans);
    }

    [Fact]
    public async Task What_is_measured_is_sent_and_nothing_that_is_secret_or_the_callers()
    {
        await using (var gateway = await StartAsync())
        {
            await AskAsync(gateway, $"query Measured($title: String) {{ agentSession(id: \"{Session}\") {{ status }} issues(filter: {{ title: {{ eq: $title }} }}) {{ nodes {{ id }} }} }}", null, "planted-in-a-variable");
            using var webhook = await gateway.SendWebhookAsync("{}");
        }

        Assert.Subset(
            new HashSet<string>(_collector.Metrics.Keys),
            new HashSet<string>
            {
                "gateway.requests", "gateway.request.duration", "gateway.request.waves", "gateway.cache.lookups", "gateway.cache.misses", "gateway.fetch.batch",
                "gateway.linear.requests", "gateway.linear.points", "gateway.webhooks", "gateway.store.mode", "gateway.cache.local.bytes",
                "kestrel.active_connections",
            });
        Assert.NotEmpty(_collector.Spans);
        Assert.All(
            ["lin_api_planted", TestGateway.Secret, "planted-in-a-variable", Session, "agentSession"], planted => Assert.False(_collector.Heard(planted), planted));
    }

    [Fact]
    public async Task A_measurement_points_to_the_trace_that_it_was_made_in()
    {
        await using (var gateway = await StartAsync())
        {
            await AskAsync(gateway, $"{{ agentSession(id: \"{Session}\") {{ status }} }}", $"00-{Trace}-{Caller}-01");
        }

        Assert.Contains(Trace, _collector.Metrics["gateway.request.duration"], StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_is_logged_is_sent_with_the_trace_in_which_it_was_written()
    {
        await using (var gateway = await StartAsync())
        {
            gateway.Http.DefaultRequestHeaders.TryAddWithoutValidation("traceparent", $"00-{Trace}-{Caller}-01");
            using var unmatched = await gateway.SendWebhookAsync("""{"type":"Issue","action":"update","data":{}}""");
        }

        Assert.Contains(_collector.Logs, log => log is { Severity: "Information", Trace: "" } && log.Text.StartsWith("The gateway is ready at http://", StringComparison.Ordinal));
        Assert.Contains(
            _collector.Logs,
            log => log.Severity == "Warning" && log.Trace.Equals(Trace, StringComparison.OrdinalIgnoreCase) && log.Text.StartsWith("A webhook of type Issue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_traced()
    {
        await using var gateway = await TestGateway.StartAsync();

        await AskAsync(gateway, "query Untold { __typename }", $"00-{Trace}-{Caller}-01");

        Assert.Empty(_collector.Spans);
    }

    private string Session => _sandbox.World.Ids("AgentSession")[0];

    private Task<TestGateway> StartAsync() => TestGateway.StartAsync(
        new GatewaySetup(),
        ("Linear:Endpoint", _sandbox.Endpoint.ToString()),
        ("Linear:ApiKey", "lin_api_planted"),
        ("Webhooks:Secret", TestGateway.Secret),
        ("Telemetry:OtlpEndpoint", _collector.Address),
        ("Telemetry:TraceRatio", "1"));

    private static async Task AskAsync(TestGateway gateway, string query, string? parent, string? title = null)
    {
        object variables = title is null ? new { } : new { title };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query, variables }), Encoding.UTF8, "application/json"),
        };
        if (parent is not null)
        {
            request.Headers.TryAddWithoutValidation("traceparent", parent);
        }

        using var response = await gateway.Http.SendAsync(request, Cancel);
        Assert.DoesNotContain("errors", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
