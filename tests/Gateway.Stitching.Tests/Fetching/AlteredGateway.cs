using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.Linear;
using Gateway.Sandbox;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gateway.Stitching.Tests.Fetching;

/// <summary>An engine in front of a sandbox whose answers a test may alter, or make itself, before they arrive.</summary>
internal sealed class AlteredGateway : IAsyncDisposable
{
    private readonly SandboxGateway _gateway;
    private readonly HttpClient _http;
    private readonly LinearClient _client;
    private readonly GatewayEngine _engine;
    private int _requests;

    private AlteredGateway(SandboxGateway gateway, FetchOptions options, TimeProvider time)
    {
        _gateway = gateway;
        var linear = new LinearOptions { Endpoint = gateway.Sandbox.Endpoint, ApiKey = "lin_api_test" };
        _http = LinearConnection.Open(linear);
        _client = new LinearClient(_http, Options.Create(linear), TimeProvider.System, NullLogger<LinearClient>.Instance);
        _engine = new GatewayEngine(gateway.Model, Store, new FakeUpstream(AnswerAsync), options, new LimitsOptions(), time);
    }

    public MemoryRecordStore Store { get; } = new(64 << 20);

    public SandboxWorld World => _gateway.Sandbox.World;

    /// <summary>How many requests went upstream.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Answers in the place of the sandbox; null for a request that the sandbox is to answer.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>Alters what the sandbox answered.</summary>
    public Action<string, JsonNode> Alter { get; set; } = (_, _) => { };

    public static Task<AlteredGateway> StartAsync() => StartAsync(new FetchOptions(), TimeProvider.System);

    public static async Task<AlteredGateway> StartAsync(FetchOptions options, TimeProvider time) =>
        new(await SandboxGateway.StartAsync(
            new SandboxOptions { Sessions = 30, RequestLimit = 1_000_000, ComplexityLimit = int.MaxValue }, options), options, time);

    public Task<string> AskAsync(string document) => AskAsync(document, "{}");

    public async Task<string> AskAsync(string document, string variables)
    {
        using var json = JsonDocument.Parse(variables);
        using var output = new ResponseBuffer();
        await _engine.ExecuteAsync(
            new GatewayRequest(Encoding.UTF8.GetBytes(document), null, json.RootElement, true), output, CancellationToken.None);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public async Task InvalidateAsync(Caching.Invalidation.Invalidation invalidation) =>
        await Store.InvalidateAsync(invalidation, CancellationToken.None);

    public Task<string> AskUpstreamAsync(string document) => _gateway.AskUpstreamAsync(document);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _gateway.DisposeAsync();
    }

    private async Task<UpstreamReply> AnswerAsync(UpstreamRequest request, CancellationToken cancel)
    {
        Interlocked.Increment(ref _requests);
        string body = Encoding.UTF8.GetString(request.Body.Span);
        if (Answer(body) is { } made)
        {
            return UpstreamReplyReader.Read(Encoding.UTF8.GetBytes(made), default);
        }

        var reply = await _client.SendAsync(request, cancel);
        if (reply.Data.IsEmpty)
        {
            return reply;
        }

        var answer = new JsonObject { ["data"] = JsonNode.Parse(reply.Data.Span) };
        Alter(body, answer);
        var altered = UpstreamReplyReader.Read(Encoding.UTF8.GetBytes(answer.ToJsonString()), default);
        return reply.Errors.IsEmpty
            ? altered
            : new UpstreamReply { Data = altered.Data, Errors = [.. reply.Errors, .. altered.Errors] };
    }
}
