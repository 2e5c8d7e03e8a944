using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.Linear;
using Gateway.Linear.Webhooks;
using Gateway.Sandbox;
using Gateway.Stitching;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Mapping;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gateway.Testing;

/// <summary>An engine in front of a sandbox that is reached over real HTTP, and the means to ask either.</summary>
public sealed class SandboxGateway : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly HttpClient _direct = new();

    private SandboxGateway(SandboxServer sandbox, FetchOptions options)
    {
        Sandbox = sandbox;
        var linear = new LinearOptions { Endpoint = sandbox.Endpoint, ApiKey = "lin_api_test" };
        _http = LinearConnection.Open(linear);
        var client = new LinearClient(_http, Options.Create(linear), TimeProvider.System, NullLogger<LinearClient>.Instance);
        Upstream = new FakeUpstream(client.SendAsync);
        Model = TestSchema.Model();
        Engine = new GatewayEngine(Model, Store, Upstream, options, new LimitsOptions { Cost = 1_000_000_000 }, TimeProvider.System);
    }

    /// <summary>The way to the sandbox, with a gate in it.</summary>
    public FakeUpstream Upstream { get; }

    public SandboxServer Sandbox { get; }

    public GatewayModel Model { get; }

    public MemoryRecordStore Store { get; } = new(64 << 20);

    public GatewayEngine Engine { get; }

    public static async Task<SandboxGateway> StartAsync(SandboxOptions sandbox, FetchOptions options) =>
        new(await SandboxServer.StartAsync(sandbox, TestSchema.Slice, TimeProvider.System, CancellationToken.None), options);

    /// <summary>Asks the gateway's engine.</summary>
    public async Task<string> AskAsync(string document, string variables = "{}")
    {
        using var json = JsonDocument.Parse(variables);
        using var output = new ResponseBuffer();
        await Engine.ExecuteAsync(
            new GatewayRequest(Encoding.UTF8.GetBytes(document), null, json.RootElement, true), output, CancellationToken.None);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>Asks the gateway's engine for one field of the data.</summary>
    public async Task<JsonElement> ReadAsync(string document, params IReadOnlyList<string> path)
    {
        using var json = JsonDocument.Parse(await AskAsync(document));
        var at = json.RootElement.GetProperty("data");
        foreach (string step in path)
        {
            at = int.TryParse(step, out int index) ? at[index] : at.GetProperty(step);
        }

        return at.Clone();
    }

    /// <summary>Changes the sandbox and applies the webhooks that this causes, as the endpoint does before it answers.</summary>
    /// <returns>The id of what was changed or made; null if the sandbox refused.</returns>
    public async Task<string?> ChangeAsync(SandboxCommand command)
    {
        var change = Sandbox.World.Apply(command);
        foreach (var webhook in change.Webhooks)
        {
            if (!WebhookEvent.TryParse(webhook.Body, out var parsed, out string? problem))
            {
                throw new InvalidOperationException(problem);
            }

            await Store.InvalidateAsync(Model.Events.Map(parsed), CancellationToken.None);
        }

        return change.Id;
    }

    /// <summary>Asks the sandbox itself.</summary>
    public async Task<string> AskUpstreamAsync(string document, string variables = "{}")
    {
        string body = $"{{\"query\":{JsonSerializer.Serialize(document)},\"variables\":{variables}}}";
        using var request = new HttpRequestMessage(HttpMethod.Post, Sandbox.Endpoint)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("lin_api_test");
        using var response = await _direct.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _direct.Dispose();
        await Sandbox.DisposeAsync();
    }
}
