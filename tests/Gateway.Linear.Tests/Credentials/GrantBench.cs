using Gateway.Testing;
using Microsoft.AspNetCore.Http;

namespace Gateway.Linear.Tests.Credentials;

/// <summary>An upstream that gets its tokens by itself, and a server that issues and checks them, in virtual time.</summary>
internal sealed class GrantBench : IAsyncDisposable
{
    public const string Secret = "SECRETSECRET";

    private int _issued;

    private GrantBench()
    {
    }

    public ManualTime Time { get; } = new();

    public LoopbackServer Server { get; private set; } = null!;

    public UpstreamUnderTest Upstream { get; private set; } = null!;

    /// <summary>What the token endpoint answers; by default the next token, such as <c>t1</c>, for a day.</summary>
    public (int Status, string Body) Grant { get; set; } = (200, "");

    /// <summary>What the token endpoint says in <c>Retry-After</c>; null for nothing.</summary>
    public string? RetryAfter { get; set; }

    /// <summary>Tokens that the API refuses.</summary>
    public HashSet<string> Refused { get; } = [];

    /// <summary>Kept back as long as it has not ended.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>The bodies that the token endpoint was sent.</summary>
    public string[] Asked => [.. Server.Received.Where(request => request.Line.EndsWith("token", StringComparison.Ordinal)).Select(request => request.Body)];

    /// <summary>The credentials that the API was sent.</summary>
    public string[] Used => [.. Server.Received.Where(request => request.Line.EndsWith("graphql", StringComparison.Ordinal)).Select(request => request.Headers["Authorization"])];

    public static async Task<GrantBench> StartAsync(params (string Key, string? Value)[] settings)
    {
        var bench = new GrantBench();
        bench.Server = await LoopbackServer.StartAsync(bench.AnswerAsync);
        bench.Upstream = UpstreamUnderTest.For(
            bench.Server.Endpoint,
            bench.Time,
            [("ApiKey", null), ("ClientId", "app"), ("ClientSecret", Secret), ("TokenEndpoint", new Uri(bench.Server.Endpoint, "/oauth/token").AbsoluteUri), .. settings]);
        return bench;
    }

    /// <summary>Ends once the token endpoint was asked so often.</summary>
    public async Task WaitForAskedAsync(int count)
    {
        while (Asked.Length < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Upstream.DisposeAsync();
        await Server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/oauth/token")
        {
            await Gate;
            context.Response.StatusCode = Grant.Status;
            context.Response.Headers.RetryAfter = RetryAfter;
            await context.Response.WriteAsync(
                Grant.Body.Length > 0 ? Grant.Body
                : $$"""{"access_token":"t{{++_issued}}","token_type":"Bearer","expires_in":86400,"scope":"read"}""");
            return;
        }

        context.Response.StatusCode = Refused.Contains(context.Request.Headers.Authorization.ToString()) ? 401 : 200;
        await context.Response.WriteAsync(context.Response.StatusCode == 200 ? """{"data":{}}""" : "");
    }
}
