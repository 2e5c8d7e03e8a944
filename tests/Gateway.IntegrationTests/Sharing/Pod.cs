using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Gateway.IntegrationTests.Budgeting;
using Gateway.Linear;
using Gateway.Sandbox;
using Gateway.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gateway.IntegrationTests.Sharing;

/// <summary>A gateway in this process that shares records through a Redis, in front of a sandbox; asked over HTTP.</summary>
internal sealed class Pod : IAsyncDisposable
{
    private const string Secret = "lin_wh_sharing";

    private static readonly byte[] SecretBytes = Encoding.UTF8.GetBytes(Secret);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly GatewayHost _host;
    private readonly HttpClient _upstreamHttp;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly RecordedLog _log;

    private Pod(GatewayHost host, FakeUpstream upstream, HttpClient upstreamHttp, RecordedLog log) =>
        (_host, Upstream, _upstreamHttp, _log) = (host, upstream, upstreamHttp, log);

    /// <summary>Its way to the sandbox, with a gate in it.</summary>
    public FakeUpstream Upstream { get; }

    public Uri Address => _host.Address;

    /// <summary>How many operations it runs for an event that concerns all.</summary>
    public int Subscriptions => _host.Subscriptions;

    /// <summary>All that it logged.</summary>
    public string Log => _log.Text;

    /// <summary>Starts one.</summary>
    /// <param name="sandbox">What is behind it.</param>
    /// <param name="redis">The option <c>Redis:Address</c>.</param>
    public static Task<Pod> StartAsync(SandboxServer sandbox, string redis) => StartAsync(sandbox, redis, new Dictionary<string, string?>());

    /// <summary>Starts one with further options.</summary>
    public static async Task<Pod> StartAsync(SandboxServer sandbox, string redis, IReadOnlyDictionary<string, string?> settings)
    {
        var linear = new LinearOptions { Endpoint = sandbox.Endpoint, ApiKey = "lin_api_sharing" };
        var http = LinearConnection.Open(linear);
        var client = new LinearClient(http, Options.Create(linear), TimeProvider.System, NullLogger<LinearClient>.Instance);
        var upstream = new FakeUpstream(client.SendAsync);
        var log = new RecordedLog();
        var all = new Dictionary<string, string?>(settings)
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Redis:Address"] = redis,
            ["Webhooks:Secret"] = Secret,
        };
        var setup = new GatewaySetup { Settings = all, Upstream = upstream, ConfigureLogging = logging => logging.AddProvider(log) };
        return new Pod(await GatewayHost.StartAsync(setup, TestContext.Current.CancellationToken), upstream, http, log);
    }

    /// <summary>Starts one, and waits until it shares.</summary>
    public static Task<Pod> StartWholeAsync(SandboxServer sandbox, string redis) => StartWholeAsync(sandbox, redis, new Dictionary<string, string?>());

    /// <summary>As that, with further options.</summary>
    public static async Task<Pod> StartWholeAsync(SandboxServer sandbox, string redis, IReadOnlyDictionary<string, string?> settings)
    {
        var pod = await StartAsync(sandbox, redis, settings);
        await pod.WaitForAsync(health => health == PodHealth.Whole, "it shares");
        return pod;
    }

    /// <summary>Asks, and is given data without errors.</summary>
    public async Task<string> AskAsync(string query)
    {
        using var content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri(_host.Address, "/graphql"), content, TestContext.Current.CancellationToken);
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(
            response.StatusCode == HttpStatusCode.OK && !body.Contains("\"errors\":", StringComparison.Ordinal),
            $"{query}: {(int)response.StatusCode} {body}\n{Log}");
        return body;
    }

    /// <summary>Asks something that the upstream may refuse, such as for being too complex.</summary>
    public async Task TryAskAsync((string Document, string Variables) request)
    {
        string body = $"{{\"query\":{JsonSerializer.Serialize(request.Document)},\"variables\":{request.Variables}}}";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri(_host.Address, "/graphql"), content, TestContext.Current.CancellationToken);
    }

    /// <summary>Asks something that may be refused for want of quota, and tells what the head of the answer says.</summary>
    public async Task<AskedAnswer> TryAsync(string query)
    {
        using var content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri(_host.Address, "/graphql"), content, TestContext.Current.CancellationToken);
        return new AskedAnswer(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers.TryGetValues("Cache-Status", out var use) && use.Single().Contains("stale-if-error", StringComparison.Ordinal),
            response.Headers.RetryAfter?.Delta);
    }

    /// <summary>The title of an issue, and how long the answer took.</summary>
    public async Task<(string Title, TimeSpan Took)> TitleAsync(string issue)
    {
        long begin = Stopwatch.GetTimestamp();
        string body = await AskAsync($"{{ issue(id: \"{issue}\") {{ title }} }}");
        using var json = JsonDocument.Parse(body);
        string title = json.RootElement.GetProperty("data").GetProperty("issue").GetProperty("title").GetString()!;
        return (title, Stopwatch.GetElapsedTime(begin));
    }

    /// <summary>Delivers a webhook, once.</summary>
    public async Task<HttpStatusCode> DeliverAsync(SandboxWebhook webhook)
    {
        using var request = WebhookRequest.Of(webhook, _host.Address, SecretBytes);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>Delivers a webhook until it is answered with 200, as Linear does.</summary>
    public Task DeliverSurelyAsync(SandboxWebhook webhook) =>
        UntilAsync(async () => await DeliverAsync(webhook) == HttpStatusCode.OK, () => "the webhook is answered with 200");

    public async Task<PodHealth> HealthAsync()
    {
        using var response = await _http.GetAsync(new Uri(_host.Address, "/health/ready"), TestContext.Current.CancellationToken);
        return PodHealth.Of(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Waits until it says something of itself.</summary>
    public async Task<PodHealth> WaitForAsync(Func<PodHealth, bool> condition, string what)
    {
        var last = default(PodHealth);
        await UntilAsync(async () => condition(last = await HealthAsync()), () => $"{what}; it said {last}");
        return last;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _http.Dispose();
        _upstreamHttp.Dispose();
        _log.Dispose();
    }

    private async Task UntilAsync(Func<Task<bool>> condition, Func<string> what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"Waited in vain until {what()}\n{Log}");
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
