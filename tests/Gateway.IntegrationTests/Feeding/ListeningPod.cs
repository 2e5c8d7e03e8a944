using System.Net.Http.Json;
using System.Text.Json;
using Gateway.IntegrationTests.Sharing;
using Gateway.Sandbox;
using Gateway.Stitching.Feeding;
using Microsoft.Extensions.Logging;

namespace Gateway.IntegrationTests.Feeding;

/// <summary>A gateway in this process that shares a Redis, and listens to a sandbox's subscriptions when it is its turn; no webhook reaches it.</summary>
internal sealed class ListeningPod : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly GatewayHost _host;
    private readonly RecordedLog _log;
    private readonly HttpClient _http;
    private int _isDisposed;

    private ListeningPod(GatewayHost host, RecordedLog log) => (_host, _log, _http) = (host, log, new HttpClient { BaseAddress = host.Address });

    public FeedPeriod Feed => _host.Feed;

    public Uri Address => _host.Address;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ListeningPod> StartAsync(SandboxServer sandbox, string redis, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Redis:Address"] = redis,
            ["Linear:Endpoint"] = sandbox.Endpoint.ToString(),
            ["Linear:ApiKey"] = "lin_api_listening",
            ["Schema:DriftInterval"] = "0",
            ["Consistency:Enabled"] = "false",
            ["Feed:SubscribeInterval"] = "00:00:00.02",
            ["Feed:PingInterval"] = "00:00:00.2",
            ["Feed:Patience"] = "00:00:01",
            ["Feed:RetryDelay"] = "00:00:00.1",
            ["Feed:MaxRetryDelay"] = "00:00:00.2",
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        var log = new RecordedLog();
        return new ListeningPod(await GatewayHost.StartAsync(new GatewaySetup { Settings = settings, ConfigureLogging = logging => logging.AddProvider(log) }, Cancel), log);
    }

    public Task LiveAsync() => UntilAsync(() => Feed.IsLive, "each change is told");

    /// <summary>The status and the summary of a session.</summary>
    public async Task<string> SummaryAsync(string session)
    {
        var data = await AskAsync($"{{ agentSession(id: \"{session}\") {{ summary }} }}");
        return data.GetProperty("agentSession").GetProperty("summary").GetString() ?? "";
    }

    public async Task<JsonElement> AskAsync(string query)
    {
        using var response = await _http.PostAsJsonAsync("/graphql", new { query }, Cancel);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
        Assert.False(json.RootElement.TryGetProperty("errors", out var errors), $"{errors}\n{_log.Text}");
        return json.RootElement.GetProperty("data").Clone();
    }

    /// <summary>What is told on an event stream, as it comes.</summary>
    public async Task<StreamReader> FollowAsync(string subscription)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = subscription }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        response.EnsureSuccessStatusCode();
        await UntilAsync(() => _host.Subscriptions == 1, "it is admitted");
        return new StreamReader(await response.Content.ReadAsStreamAsync(Cancel));
    }

    public async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        long begun = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience, $"Waited in vain until {what}; the feed is {Feed.Health}\n{_log.Text}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel);
        }
    }

    public Task UntilAsync(Func<bool> isSo, string what) => UntilAsync(() => Task.FromResult(isSo()), what);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        _http.Dispose();
        await _host.DisposeAsync();
        _log.Dispose();
    }
}
