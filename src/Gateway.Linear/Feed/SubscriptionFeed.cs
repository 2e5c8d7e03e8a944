using System.Net;
using System.Net.WebSockets;
using Gateway.Linear.Credentials;
using Microsoft.Extensions.Options;

namespace Gateway.Linear.Feed;

/// <summary>A client of Linear's own subscriptions, over graphql-transport-ws. Safe for concurrent use; each run is a connection.</summary>
/// <remarks>
/// What Linear does: it takes the credential from the upgrade, acknowledges before it looks at it, closes with 4002 at the first <c>subscribe</c> if
/// it is none and with 4003 if subscriptions come in a burst, and tells nothing again that was told while nobody listened.
/// </remarks>
public sealed class SubscriptionFeed
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly FeedOptions _options;
    private readonly IOptions<LinearOptions> _linear;
    private readonly ICredential _credential;
    private readonly TimeProvider _time;

    internal SubscriptionFeed(IOptions<FeedOptions> options, IOptions<LinearOptions> linear, ICredential credential, TimeProvider time) =>
        (_options, _linear, _credential, _time) = (options.Value, linear, credential, time);

    /// <summary>Connects, subscribes, and lets hear what is told until it ends or is cancelled.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public async Task<FeedEnd> RunAsync(IReadOnlyList<FeedQuery> queries, IFeedListener listener, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(listener);
        using var client = new ClientWebSocket();
        var reading = await _credential.GetAsync(cancel);
        if (reading.Authorization is not { } authorization)
        {
            return new FeedEnd(reading.Fault is { Kind: not UpstreamFaultKind.Unauthenticated } ? FeedEndKind.Unreachable : FeedEndKind.Unauthorized, null);
        }

        if (await ConnectAsync(client, authorization, cancel) is { } refusal)
        {
            return Told(refusal, authorization);
        }

        using var socket = new FeedSocket(client, _time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var run = new FeedRun(socket, queries, listener, _options, _time);
        var hearing = run.HearAsync(ending.Token);
        var saying = run.SayAsync(ending.Token);
        var first = await Task.WhenAny(hearing, saying);

        // Whichever ends first says why; the other one only follows.
        using (var patience = new CancellationTokenSource(Goodbye, _time))
        {
            await socket.CloseAsync(patience.Token);
        }

        await ending.CancelAsync();
        await Task.WhenAll(hearing.ContinueWith(_ => { }, TaskScheduler.Default), saying.ContinueWith(_ => { }, TaskScheduler.Default));
        cancel.ThrowIfCancellationRequested();
        return Told(await first, authorization);
    }

    private FeedEnd Told(FeedEnd end, string authorization)
    {
        if (end.Kind == FeedEndKind.Unauthorized)
        {
            _credential.Refuse(authorization);
        }

        return end;
    }

    /// <summary>Null if there is a connection.</summary>
    private async Task<FeedEnd?> ConnectAsync(ClientWebSocket client, string authorization, CancellationToken cancel)
    {
        client.Options.AddSubProtocol(FeedSocket.Protocol);
        client.Options.SetRequestHeader("Authorization", authorization);
        client.Options.CollectHttpResponseDetails = true;

        // Asked by messages of the protocol, to which whoever answers is awake.
        client.Options.KeepAliveInterval = TimeSpan.Zero;
        using var http = new HttpMessageInvoker(LinearConnection.CreateHandler(_linear.Value));
        using var patience = new CancellationTokenSource(_options.Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            await client.ConnectAsync(_options.Endpoint ?? Socket(_linear.Value.Endpoint), http, either.Token);
            return client.SubProtocol == FeedSocket.Protocol ? null : new FeedEnd(FeedEndKind.Faulty, null);
        }
        catch (Exception error) when (error is WebSocketException or HttpRequestException or OperationCanceledException)
        {
            cancel.ThrowIfCancellationRequested();
            return new FeedEnd(
                client.HttpStatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? FeedEndKind.Unauthorized
                : client.HttpStatusCode == HttpStatusCode.TooManyRequests ? FeedEndKind.Crowded
                : FeedEndKind.Unreachable,
                null);
        }
    }

    private static Uri Socket(Uri endpoint) => new UriBuilder(endpoint) { Scheme = endpoint.Scheme == Uri.UriSchemeHttp ? "ws" : "wss" }.Uri;
}
