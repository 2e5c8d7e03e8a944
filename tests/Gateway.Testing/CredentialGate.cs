using System.Collections.Concurrent;
using System.Text;
using Gateway.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Testing;

/// <summary>An upstream over real HTTP that shows each credential a sandbox of its own, and refuses all others as Linear does.</summary>
public sealed class CredentialGate : IAsyncDisposable
{
    private const string Refusal =
        """{"errors":[{"message":"Authentication required, not authenticated","extensions":{"type":"authentication error","code":"AUTHENTICATION_ERROR","statusCode":401}}]}""";

    private readonly ConcurrentDictionary<string, SandboxServer> _sandboxes = new();
    private readonly ConcurrentQueue<(string Credential, string Body)> _asked = new();
    private readonly HttpClient _http = new();
    private readonly WebApplication _app;

    private CredentialGate(WebApplication app) => _app = app;

    public Uri Endpoint => new(new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), "/graphql");

    /// <summary>Every request that came, with what it had as <c>Authorization</c>.</summary>
    public IReadOnlyList<(string Credential, string Body)> Asked => [.. _asked];

    /// <summary>Starts one; its sandboxes are of different seeds, so that no id of one is known to another.</summary>
    public static async Task<CredentialGate> StartAsync(params IReadOnlyList<string> credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gate = new CredentialGate(builder.Build());
        gate._app.MapPost("/graphql", gate.AnswerAsync);
        await gate._app.StartAsync();
        for (int i = 0; i < credentials.Count; i++)
        {
            var options = new SandboxOptions { Seed = (ulong)(i + 1), Sessions = 20, RequestLimit = 1_000_000, ComplexityLimit = int.MaxValue };
            gate._sandboxes[credentials[i]] = await SandboxServer.StartAsync(options, TestSchema.Slice, TimeProvider.System, CancellationToken.None);
        }

        return gate;
    }

    /// <summary>What a credential is shown.</summary>
    public SandboxServer SandboxOf(string credential) => _sandboxes[credential];

    /// <summary>How often a credential came.</summary>
    public int AskedBy(string credential) => _asked.Count(asked => asked.Credential == credential);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var sandbox in _sandboxes.Values)
        {
            await sandbox.DisposeAsync();
        }

        _http.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        string body = await reader.ReadToEndAsync(context.RequestAborted);
        string credential = context.Request.Headers.Authorization.ToString();
        _asked.Enqueue((credential, body));
        if (!_sandboxes.TryGetValue(credential, out var sandbox))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(Refusal, context.RequestAborted);
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, sandbox.Endpoint) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", credential);
        using var response = await _http.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = "application/json";
        foreach (var (name, values) in response.Headers.Where(header => header.Key.StartsWith("X-", StringComparison.OrdinalIgnoreCase)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await context.Response.Body.WriteAsync(await response.Content.ReadAsByteArrayAsync(context.RequestAborted), context.RequestAborted);
    }
}
