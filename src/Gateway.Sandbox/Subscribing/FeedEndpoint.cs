using Gateway.GraphQL.Types;
using Gateway.Sandbox.Serving;
using Microsoft.AspNetCore.Http;

namespace Gateway.Sandbox.Subscribing;

/// <summary>Answers upgrades of <c>/graphql</c> to a WebSocket.</summary>
internal sealed class FeedEndpoint(Schema schema, RequestCompiler compiler, SandboxFeeds feeds, SandboxOptions options, TimeProvider time)
{
    private const string Protocol = "graphql-transport-ws";

    public async Task AnswerAsync(HttpContext context, CancellationToken stopping)
    {
        if (!feeds.IsOpen || schema.Subscription is null)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        // The protocol of the package subscriptions-transport-ws, whose name is graphql-ws, is not spoken.
        if (!context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        bool isKnown = context.Request.Headers.Authorization is [{ Length: > 0 }, ..];
        using var socket = await context.WebSockets.AcceptWebSocketAsync(Protocol);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        var run = new FeedRun(schema, compiler, isKnown, options.SubscribeInterval, time);
        await new FeedConnection(socket, run, feeds).RunAsync(either.Token);
    }
}
