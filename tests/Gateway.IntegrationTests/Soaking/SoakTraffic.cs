using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.IntegrationTests.Sharing;
using Gateway.Sandbox;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Soaking;

/// <summary>Callers of every sort, and webhooks. Most of what they ask was never asked before, so whatever is kept without a bound grows by it.</summary>
internal sealed class SoakTraffic : IDisposable
{
    private const int Callers = 4;
    private const string Secret = "lin_wh_soak";

    private static readonly byte[] SecretBytes = Encoding.UTF8.GetBytes(Secret);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly SandboxServer _sandbox;
    private readonly Uri _gateway;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false });
    private readonly string[] _sessions;
    private readonly string[] _issues;
    private readonly long[] _asked = new long[8];
    private readonly SoakSubscribers _subscribers;
    private long _webhooks;
    private long _surprises;

    public SoakTraffic(SandboxServer sandbox, Uri gateway)
    {
        (_sandbox, _gateway, _subscribers) = (sandbox, gateway, new SoakSubscribers(sandbox, gateway));
        _sessions = [.. sandbox.World.Ids("AgentSession")];
        _issues = [.. sandbox.World.Ids("Issue")];
    }

    /// <summary>Answers that were not what such a request is answered with.</summary>
    public long Surprises => Volatile.Read(ref _surprises) + _subscribers.Surprises;

    /// <summary>Whether every kind of request was made many times.</summary>
    public bool IsVaried => _asked.All(count => count > 20) && _webhooks > 20 && _subscribers.IsVaried;

    /// <summary>Bounds that are met soon.</summary>
    public static Dictionary<string, string> Settings(SandboxServer sandbox, Uri operators) => new()
    {
        ["Admin:Url"] = operators.ToString().TrimEnd('/'),
        ["Linear:Endpoint"] = sandbox.Endpoint.ToString(),
        ["Linear:ApiKey"] = "lin_api_soak",
        ["Webhooks:Secret"] = Secret,
        ["Cache:LocalBytes"] = "4000000",
        ["Cache:MemoBytes"] = "2000000",
        ["Documents:LocalBytes"] = "1000000",
        ["Logging:LogLevel:Default"] = "Error",
        ["Feed:Enabled"] = "true",
    };

    public async Task RunAsync(TimeSpan time, CancellationToken cancel)
    {
        long begun = TimeProvider.System.GetTimestamp();
        bool IsOver() => TimeProvider.System.GetElapsedTime(begun) >= time;
        var callers = Enumerable.Range(0, Callers).Select(async seed =>
        {
            var random = new Random(seed);
            while (!IsOver())
            {
                await AskAsync(random, cancel);
                await Task.Delay(Pause, TimeProvider.System, cancel);
            }
        });
        await Task.WhenAll([.. callers, TellAsync(IsOver, cancel), _subscribers.RunAsync(IsOver, cancel)]);
    }

    public void Dispose()
    {
        _http.Dispose();
        _subscribers.Dispose();
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{_asked.Sum()} requests ({string.Join(' ', _asked)}), {_webhooks} webhooks, {_subscribers}, {Surprises} surprises");

    private async Task TellAsync(Func<bool> isOver, CancellationToken cancel)
    {
        for (int i = 0; !isOver(); i++)
        {
            string title = string.Create(CultureInfo.InvariantCulture, $"title {i}");
            using var request = WebhookRequest.Of(_sandbox.Retitle(_issues[i % _issues.Length], title), _gateway, SecretBytes);
            using var response = await _http.SendAsync(request, cancel);
            Count(response.StatusCode == HttpStatusCode.OK);
            _webhooks++;
            await Task.Delay(Between, TimeProvider.System, cancel);
        }
    }

    private async Task AskAsync(Random random, CancellationToken cancel)
    {
        string session = _sessions[random.Next(_sessions.Length)];
        string fresh = string.Create(CultureInfo.InvariantCulture, $"x{random.NextInt64():x}");
        int kind = random.Next(_asked.Length);
        Interlocked.Increment(ref _asked[kind]);
        switch (kind)
        {
            case 0:
                await PostAsync(new { query = "query($id: String!) { agentSession(id: $id) { status summary issue { title } } }", variables = new { id = session } }, "\"data\":{", cancel);
                break;
            case 1:
                await PostAsync(new { query = $"{{ {fresh}: agentSession(id: \"{session}\") {{ status activities(last: 5) {{ nodes {{ id }} }} }} }}" }, fresh, cancel);
                break;
            case 2:
                string kept = $"query {fresh} {{ viewer {{ id }} }}";
                string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kept)));
                await PostAsync(new { query = kept, extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } } }, "\"data\":{", cancel);
                break;
            case 3:
                await PostAsync(new { query = $"{{ {fresh} }}" }, "Cannot query field", cancel);
                break;
            case 4:
                await PostAsync(new { query = $"{{ issue(id: \"{Guid.NewGuid()}\") {{ title }} }}" }, "not found", cancel);
                break;
            case 5:
                object filter = new { title = new { contains = fresh } };
                await PostAsync(new { query = "query($f: IssueFilter) { issues(filter: $f, first: 5) { nodes { id } } }", variables = new { f = filter } }, "\"nodes\":[", cancel);
                break;
            case 6:
                await LeaveAsync(session, fresh, random, cancel);
                break;
            default:
                await GetAsync(session, cancel);
                break;
        }
    }

    // Somebody who does not wait for the answer.
    private async Task LeaveAsync(string session, string fresh, Random random, CancellationToken cancel)
    {
        using var impatience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        impatience.CancelAfter(TimeSpan.FromMilliseconds(random.Next(8)));
        try
        {
            await PostAsync(new { query = $"{{ {fresh}: agentSession(id: \"{session}\") {{ plan }} }}" }, fresh, impatience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
        }
    }

    // By a connection of its own.
    private async Task GetAsync(string session, CancellationToken cancel)
    {
        string query = Uri.EscapeDataString($"{{ agentSession(id: \"{session}\") {{ status }} }}");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_gateway, $"/graphql?query={query}"));
        request.Headers.ConnectionClose = true;
        using var response = await _http.SendAsync(request, cancel);
        Count(response.StatusCode == HttpStatusCode.OK);
    }

    private async Task PostAsync(object body, string expected, CancellationToken cancel)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri(_gateway, "/graphql"), content, cancel);
        string answer = await response.Content.ReadAsStringAsync(cancel);
        Count(answer.Contains(expected, StringComparison.OrdinalIgnoreCase));
    }

    private void Count(bool isExpected) => Interlocked.Add(ref _surprises, isExpected ? 0 : 1);
}
