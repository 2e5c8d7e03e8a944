using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Testing;
using Microsoft.Extensions.Logging;

namespace Gateway.IntegrationTests.Sharing;

/// <summary>Two pods that share a Redis, where callers bring credentials of their own.</summary>
[Collection(nameof(OneAtATime))]
public sealed class CallerPodsTests : IAsyncLifetime
{
    private const string Ann = "lin_api_5f1c_ann";
    private const string Bob = "Bearer lin_oauth_88e2_bob";
    private const string Wrong = "lin_api_77aa_wrong";
    private const string Key = "f3b1c2d4e5a697887766554433221100";
    private const string Secret = "lin_wh_callers";
    private const string Viewer = "{ viewer { id email } }";

    // Every value and every name of a field or member, whatever kind of key it is in.
    private const string Values = """
        local kind = redis.call('TYPE', ARGV[1]).ok
        if kind == 'string' then return {redis.call('GET', ARGV[1])} end
        if kind == 'hash' then return redis.call('HGETALL', ARGV[1]) end
        if kind == 'zset' then return redis.call('ZRANGE', ARGV[1], 0, -1) end
        return {'unknown kind ' .. kind}
        """;

    private readonly RedisFixture _fixture = new();
    private readonly RecordedLog _log = new();
    private readonly HttpClient _http = new();
    private readonly List<GatewayHost> _pods = [];
    private RedisServer _redis = null!;
    private CredentialGate _gate = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _redis = await _fixture.StartAsync();
        _gate = await CredentialGate.StartAsync(Ann, Bob);
        await StartPodAsync();
        await StartPodAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pod in _pods)
        {
            await pod.DisposeAsync();
        }

        await _gate.DisposeAsync();
        await _fixture.DisposeAsync();
        _http.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task What_a_caller_asked_one_pod_the_other_answers_them_from_redis_and_nobody_else()
    {
        string ann = await DataAsync(0, Ann, Viewer);
        string bob = await DataAsync(0, Bob, Viewer);

        Assert.NotEqual(ann, bob);
        Assert.Equal((ann, bob), (await DataAsync(1, Ann, Viewer), await DataAsync(1, Bob, Viewer)));
        Assert.Equal((1, 1), (_gate.AskedBy(Ann), _gate.AskedBy(Bob)));
        Assert.Equal(2, (await _redis.FindAsync("*{Query:viewer}:r:*")).Count);
    }

    [Fact]
    public async Task Callers_of_two_pods_wait_for_one_fetch_where_they_have_one_credential_and_for_none_of_others()
    {
        string[] answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => DataAsync(i % 2, i % 4 < 2 ? Ann : Bob, Viewer)));

        Assert.Equal(2, answers.Distinct().Count());
        Assert.Equal((1, 1), (_gate.AskedBy(Ann), _gate.AskedBy(Bob)));
    }

    [Fact]
    public async Task A_webhook_makes_both_pods_ask_again_for_every_scope()
    {
        var sandbox = _gate.SandboxOf(Ann);
        string issue = sandbox.World.Ids("Issue")[0];
        string query = $"{{ issue(id: \"{issue}\") {{ title }} }}";
        await DataAsync(0, Ann, query);
        await DataAsync(1, Ann, query);

        var webhook = sandbox.Retitle(issue, "New title");
        using var request = WebhookRequest.Of(webhook, _pods[1].Address, Encoding.UTF8.GetBytes(Secret));
        using var response = await _http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("New title", await DataAsync(1, Ann, query), StringComparison.Ordinal);
        await UntilAsync(async () =>
        {
            string seen = await DataAsync(0, Ann, query);
            return seen.Contains("New title", StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Neither_redis_nor_a_log_tells_a_credential_or_a_hash_that_anybody_could_make()
    {
        foreach (string credential in new[] { Ann, Bob })
        {
            await DataAsync(0, credential, Viewer);
            await DataAsync(1, credential, "{ agentSessions(first: 5) { nodes { id status issue { id title } } } }");
        }

        await SendAsync(0, Wrong, Viewer);
        string[] all = await ReadAllAsync();

        Assert.Contains(all, text => text.Contains('@', StringComparison.Ordinal) && text.Contains("email", StringComparison.Ordinal));
        foreach (string secret in new[] { Ann, Bob, Wrong }.SelectMany(TracesOf))
        {
            Assert.DoesNotContain(all, text => text.Contains(secret, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(secret, _log.Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain(all, text => text.Contains(Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Credentials_that_are_refused_leave_no_key_behind()
    {
        await DataAsync(0, Ann, Viewer);
        int before = (await KeysAsync()).Count;

        for (int i = 0; i < 40; i++)
        {
            var (_, body) = await SendAsync(i % 2, $"{Wrong}{i}", "{ viewer { name } agentSessions(first: 2) { nodes { id } } }");
            Assert.Contains("authentication error", body, StringComparison.Ordinal);
        }

        // What was claimed is given back behind the answer.
        await UntilAsync(async () => (await KeysAsync()).Count <= before);
        Assert.Empty(await _redis.FindAsync("*:l:*"));
    }

    private static IEnumerable<string> TracesOf(string credential)
    {
        string bare = credential.Replace("Bearer ", "", StringComparison.Ordinal);
        foreach (string text in new[] { credential, bare })
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            byte[] hash = SHA256.HashData(bytes);
            yield return text;
            yield return Convert.ToBase64String(bytes).TrimEnd('=');
            yield return Convert.ToHexString(hash)[..16];
            yield return Convert.ToBase64String(hash)[..16];
        }
    }

    private async Task<IReadOnlyList<string>> KeysAsync()
    {
        // Pods' own, such as that one of them was there, come and go.
        var keys = await _redis.FindAsync("*");
        return [.. keys.Where(key => !key.Contains("{seq}", StringComparison.Ordinal) && !key.EndsWith(":i", StringComparison.Ordinal))];
    }

    private async Task<string[]> ReadAllAsync()
    {
        var keys = await _redis.FindAsync("*");
        var texts = new List<string>(keys);
        foreach (string key in keys)
        {
            texts.Add(await _redis.RunAsync("EVAL", Values, "0", key));
        }

        Assert.DoesNotContain(texts, text => text.Contains("unknown kind", StringComparison.Ordinal));
        return [.. texts];
    }

    private async Task StartPodAsync()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Redis:Address"] = _redis.Address,
            ["Auth:Upstream"] = "caller",
            ["Auth:ScopeKey"] = Key,
            ["Linear:Endpoint"] = _gate.Endpoint.ToString(),
            ["Webhooks:Secret"] = Secret,
        };
        var pod = await GatewayHost.StartAsync(new GatewaySetup { Settings = settings, ConfigureLogging = logging => logging.AddProvider(_log) }, Cancel);
        _pods.Add(pod);
        await UntilAsync(async () =>
        {
            using var response = await _http.GetAsync(new Uri(pod.Address, "/health/ready"), Cancel);
            return PodHealth.Of(response.StatusCode, await response.Content.ReadAsStringAsync(Cancel)) == PodHealth.Whole;
        });
    }

    private async Task<string> DataAsync(int pod, string credential, string query)
    {
        var (status, body) = await SendAsync(pod, credential, query);
        Assert.True(status == HttpStatusCode.OK && !body.Contains("\"errors\"", StringComparison.Ordinal), $"{body}\n{_log.Text}");
        return body;
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(int pod, string credential, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_pods[pod].Address, "/graphql"))
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", credential);
        using var response = await _http.SendAsync(request, Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (int i = 0; i < 1000; i++)
        {
            if (await condition())
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        }

        Assert.Fail("Waited in vain.");
    }
}
