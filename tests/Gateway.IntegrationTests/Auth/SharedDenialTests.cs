using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.IntegrationTests.Sharing;
using Gateway.Sandbox;
using Gateway.Testing;
using Microsoft.Extensions.Logging;

namespace Gateway.IntegrationTests.Auth;

/// <summary>What one pod fetched for one client and another pod has from Redis for another, to whom a part of it is denied.</summary>
[Collection(nameof(OneAtATime))]
public sealed class SharedDenialTests : IDisposable
{
    private const string Emails = "{ users(first: 5) { nodes { id email } } }";
    private const string Names = "{ users(first: 5) { nodes { id name } } }";
    private const string OpenKey = "gw_open_0123456789abcdef";
    private const string ClosedKey = "gw_closed_0123456789abcdef";

    private readonly string _clients = Path.GetTempFileName();
    private readonly HttpClient _http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        File.Delete(_clients);
    }

    [Fact]
    public async Task Pods_share_records_and_documents_and_nothing_of_them_reaches_whom_it_is_denied()
    {
        await File.WriteAllTextAsync(_clients, JsonSerializer.Serialize(new
        {
            clients = new object[]
            {
                new { name = "open", keys = new[] { HashOf(OpenKey) } },
                new { name = "closed", keys = new[] { HashOf(ClosedKey) }, deny = new[] { "User.email" } },
            },
        }), Cancel);
        await using var sandbox = await Upstreams.StartAsync(TimeSpan.Zero);
        await using var fixture = new RedisFixture();
        var redis = await fixture.StartAsync();
        await using var one = await StartAsync(sandbox, redis.Address);
        await using var other = await StartAsync(sandbox, redis.Address);
        string kept = Persisted(text: null);

        string first = await AskAsync(one, OpenKey, Persisted(Emails));
        string[] denied =
        [
            await AskAsync(other, ClosedKey, Query(Emails)),
            await AskAsync(other, ClosedKey, kept),
            await AskAsync(one, ClosedKey, kept),
        ];
        string names = await AskAsync(other, ClosedKey, Query(Names));
        string emails = await AskAsync(other, OpenKey, kept);

        Assert.Contains("@", first, StringComparison.Ordinal);
        Assert.All(denied, answer => Assert.Equal("FORBIDDEN", CodeOf(answer)));
        Assert.True(names.Contains("\"name\":", StringComparison.Ordinal) && !names.Contains('@', StringComparison.Ordinal), names);
        Assert.Equal(first, emails);
    }

    private Task<GatewayHost> StartAsync(SandboxServer sandbox, string redis) => GatewayHost.StartAsync(
        new GatewaySetup
        {
            Settings = new Dictionary<string, string?>
            {
                ["Urls"] = "http://127.0.0.1:0",
                ["Redis:Address"] = redis,
                ["Linear:Endpoint"] = sandbox.Endpoint.ToString(),
                ["Linear:ApiKey"] = "lin_api_sharing",
                ["Schema:DriftInterval"] = "0",
                ["Auth:ClientsFile"] = _clients,
            },
            ConfigureLogging = static logging => logging.SetMinimumLevel(LogLevel.None),
        },
        Cancel);

    private async Task<string> AskAsync(GatewayHost pod, string key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(pod.Address, "/graphql"))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        using var response = await _http.SendAsync(request, Cancel);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    private static string? CodeOf(string answer) =>
        JsonElement.Parse(answer).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    private static string Query(string query) => JsonSerializer.Serialize(new { query });

    private static string Persisted(string? text)
    {
        var extensions = new { persistedQuery = new { version = 1, sha256Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Emails))) } };
        return text is null ? JsonSerializer.Serialize(new { extensions }) : JsonSerializer.Serialize(new { query = text, extensions });
    }

    private static string HashOf(string key) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
