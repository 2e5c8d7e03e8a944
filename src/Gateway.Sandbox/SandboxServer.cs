using System.Net;
using Gateway.GraphQL.Types;
using Gateway.Sandbox.Serving;
using Gateway.Sandbox.Subscribing;
using Gateway.Sandbox.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Sandbox;

/// <summary>A stand-in for Linear's API on a loopback port.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly WebhookSender _sender;

    private SandboxServer(WebApplication app, WebhookSender sender, SandboxWorld world, SandboxStatistics statistics, SandboxFeeds feeds)
    {
        _app = app;
        _sender = sender;
        World = world;
        Statistics = statistics;
        Feeds = feeds;
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Endpoint = new Uri(new Uri(address), "/graphql");
    }

    /// <summary>Where GraphQL is served: <c>http://127.0.0.1:PORT/graphql</c>.</summary>
    public Uri Endpoint { get; }

    public SandboxStatistics Statistics { get; }

    public SandboxWorld World { get; }

    /// <summary>The connections of subscriptions.</summary>
    public SandboxFeeds Feeds { get; }

    /// <summary>Makes the data and listens. Runs until disposed.</summary>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, Schema schema, TimeProvider time, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        var statistics = new SandboxStatistics();
        var sender = new WebhookSender(options, statistics, time);
        var world = new SandboxWorld(schema, options, time, sender.SendAsync);
        var compiler = new RequestCompiler(schema);
        var graph = new GraphQLEndpoint(schema, compiler, options, world, statistics, time);
        var feeds = new SandboxFeeds();
        world.Changed = feeds.Tell;
        var feed = new FeedEndpoint(schema, compiler, feeds, options, time);
        var control = new ControlEndpoint(world, statistics, sender, graph.Latency, feeds);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // The limit is checked where it can be answered with a body.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(context => context.WebSockets.IsWebSocketRequest && context.Request.Path == "/graphql"
            ? feed.AnswerAsync(context, app.Lifetime.ApplicationStopping)
            : AnswerAsync(context, graph, control));
        await app.StartAsync(cancel);
        return new SandboxServer(app, sender, world, statistics, feeds);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _sender.DisposeAsync();
    }

    private static Task AnswerAsync(HttpContext context, GraphQLEndpoint graph, ControlEndpoint control)
    {
        if (context.Request.Path.StartsWithSegments("/sandbox"))
        {
            return control.AnswerAsync(context);
        }

        if (context.Request.Path == "/graphql" && HttpMethods.IsPost(context.Request.Method))
        {
            return graph.AnswerAsync(context);
        }

        context.Response.StatusCode = context.Request.Path == "/graphql" ? StatusCodes.Status405MethodNotAllowed : StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
