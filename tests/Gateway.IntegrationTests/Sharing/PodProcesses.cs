using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Gateway.Sandbox;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Sharing;

/// <summary>Gateways in processes of their own that share a Redis, and the means to ask any of them.</summary>
internal sealed class PodProcesses : IAsyncDisposable
{
    private const string Secret = "lin_wh_processes";

    private static readonly byte[] SecretBytes = Encoding.UTF8.GetBytes(Secret);

    private readonly GatewayProcess[] _pods;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };

    private PodProcesses(GatewayProcess[] pods) => _pods = pods;

    public GatewayProcess this[int pod] => _pods[pod];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts some, and waits until all share and the epoch is no longer young.</summary>
    public static async Task<PodProcesses> StartAsync(int count, SandboxServer sandbox, params IReadOnlyList<RedisServer> redis)
    {
        var settings = new Dictionary<string, string>
        {
            ["Linear:Endpoint"] = sandbox.Endpoint.ToString(),
            ["Linear:ApiKey"] = "lin_api_processes",
            ["Schema:DriftInterval"] = "0",
            ["Webhooks:Secret"] = Secret,
            ["Logging:LogLevel:Default"] = "Warning",
            ["Redis:Address"] = string.Join(',', redis.Select(server => server.Address)),
        };
        var pods = new PodProcesses(await Task.WhenAll(Enumerable.Range(0, count).Select(_ => GatewayProcess.StartAsync(settings, Cancel))));
        for (int i = 0; i < count; i++)
        {
            await pods.WaitUntilWholeAsync(i, redis[0]);
        }

        // While it is, who was in step with the one before is waited for.
        await Task.Delay(TimeSpan.FromSeconds(2.5), TimeProvider.System, Cancel);
        return pods;
    }

    public Task WaitUntilWholeAsync(int pod, RedisServer redis) => redis.WaitUntilAsync(
        async () =>
        {
            using var response = await _http.GetAsync(new Uri(_pods[pod].Address, "/health/ready"), Cancel);
            return PodHealth.Of(response.StatusCode, await response.Content.ReadAsStringAsync(Cancel)) == PodHealth.Whole;
        },
        "the pod shares");

    /// <summary>Delivers a webhook to one of them, once.</summary>
    public async Task<HttpStatusCode> DeliverAsync(int pod, SandboxWebhook webhook)
    {
        using var request = WebhookRequest.Of(webhook, _pods[pod].Address, SecretBytes);
        using var response = await _http.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    /// <summary>The title of an issue as one of them tells it.</summary>
    public async Task<string> TitleAsync(int pod, string issue)
    {
        string query = string.Create(CultureInfo.InvariantCulture, $"{{ issue(id: \"{issue}\") {{ title }} }}");
        using var content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri(_pods[pod].Address, "/graphql"), content, Cancel);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
        return json.RootElement.GetProperty("data").GetProperty("issue").GetProperty("title").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pod in _pods)
        {
            await pod.DisposeAsync();
        }

        _http.Dispose();
    }
}
