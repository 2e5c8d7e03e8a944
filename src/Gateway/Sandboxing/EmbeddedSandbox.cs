using Gateway.GraphQL.Types;
using Gateway.Linear;
using Gateway.Linear.Feed;
using Gateway.Sandbox;
using Gateway.Schemas;
using Gateway.Webhooks;
using Microsoft.Extensions.Options;

namespace Gateway.Sandboxing;

/// <summary>A stand-in for Linear in this process, asked over HTTP like the original. Must be started before it is asked.</summary>
internal sealed class EmbeddedSandbox(
    Serving serving,
    IOptions<SchemaOptions> schema,
    IOptions<SandboxOptions> options,
    IOptions<LinearOptions> linear,
    IOptions<WebhookOptions> webhooks,
    IOptions<FeedOptions> feed,
    TimeProvider time,
    ILogger<LinearClient> logger) : IUpstream, IAsyncDisposable
{
    /// <summary>What it takes for a credential.</summary>
    public const string ApiKey = "sandbox";

    private HttpClient? _http;
    private LinearClient? _client;

    /// <summary>Null before the start.</summary>
    public SandboxServer? Server { get; private set; }

    /// <param name="webhookUrl">Where its webhooks go.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task StartAsync(Uri webhookUrl, CancellationToken cancel)
    {
        options.Value.WebhookUrl = webhookUrl;
        options.Value.WebhookSecret = webhooks.Value.Secret.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[0];
        Server = await SandboxServer.StartAsync(options.Value, Schema(), time, cancel);
        feed.Value.Endpoint ??= new UriBuilder(Server.Endpoint) { Scheme = "ws" }.Uri;
        var settings = new LinearOptions
        {
            Endpoint = Server.Endpoint,
            ApiKey = ApiKey,
            Timeout = linear.Value.Timeout,
            AttemptTimeout = linear.Value.AttemptTimeout,
            ConnectTimeout = linear.Value.ConnectTimeout,
            MaxResponseBytes = linear.Value.MaxResponseBytes,
        };
        _http = LinearConnection.Open(settings);
        _client = new LinearClient(_http, Options.Create(settings), time, logger);
    }

    /// <summary>Its world is made for the slice that is built in. What a file has beyond that is as if it had vanished.</summary>
    private Schema Schema()
    {
        if (schema.Value.Slice.Length == 0)
        {
            return serving.Schemas.Slice;
        }

        var own = SchemaLoader.BuiltInSlice();
        serving.Compare(own);
        return own;
    }

    public Task<UpstreamReply> SendAsync(UpstreamRequest request, CancellationToken cancel) =>
        _client?.SendAsync(request, cancel) ?? throw new InvalidOperationException("The sandbox has not been started.");

    public async ValueTask DisposeAsync()
    {
        // The container holds it twice, as itself and as the upstream.
        var (http, server) = (_http, Server);
        (_http, Server) = (null, null);
        http?.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }
}
