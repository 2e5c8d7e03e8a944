using Gateway.Auth;
using Gateway.Health;
using Gateway.Http;
using Microsoft.AspNetCore.WebSockets;
using Microsoft.Extensions.Options;

namespace Gateway.Live;

/// <summary>Takes WebSockets at <c>/graphql</c>.</summary>
/// <remarks>https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md</remarks>
internal sealed class SocketEndpoint
{
    public const string Protocol = "graphql-transport-ws";

    // How long a client may take to answer a ping.
    private static readonly TimeSpan PongTimeout = TimeSpan.FromSeconds(10);

    private readonly OperationHost _host;
    private readonly LiveConnections _connections;
    private readonly Admissions _admissions;
    private readonly CallerScopes _scopes;
    private readonly Readiness _readiness;
    private readonly SubscriptionOptions _options;
    private readonly AuthMetrics _auth;
    private readonly TimeProvider _time;
    private readonly ILogger<SocketEndpoint> _logger;
    private readonly string[] _origins;
    private readonly ILoggerFactory _loggers;
    private RequestDelegate? _upgrade;

    public SocketEndpoint(
        OperationHost host,
        LiveConnections connections,
        Admissions admissions,
        CallerScopes scopes,
        Readiness readiness,
        IOptions<SubscriptionOptions> options,
        IOptions<HttpOptions> http,
        AuthMetrics auth,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        (_host, _connections, _admissions, _scopes, _readiness) = (host, connections, admissions, scopes, readiness);
        (_options, _auth, _time, _logger) = (options.Value, auth, time, loggers.CreateLogger<SocketEndpoint>());
        _origins = CrossOrigin.Origins(http.Value);
        _loggers = loggers;
    }

    /// <summary>Whether a request is for this endpoint.</summary>
    public static bool IsUpgrade(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Upgrade is [{ } upgrade] && upgrade.Equals("websocket", StringComparison.OrdinalIgnoreCase);

    public async Task AnswerAsync(HttpContext context)
    {
        await Task.Yield();
        await (_upgrade ??= Upgrade())(context);
    }

    // Here and not before all requests, and only when the first one comes: others pay nothing for it.
    private RequestDelegate Upgrade()
    {
        var settings = Options.Create(new WebSocketOptions { KeepAliveInterval = _options.PingInterval, KeepAliveTimeout = PongTimeout });
        return new WebSocketMiddleware(AnswerUpgradeAsync, settings, _loggers).Invoke;
    }

    private async Task AnswerUpgradeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest || !context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol))
        {
            await JsonReply.RefuseAsync(context, StatusCodes.Status400BadRequest, $"A WebSocket is taken with Sec-WebSocket-Protocol: {Protocol}.");
            return;
        }

        if (!_readiness.IsReady)
        {
            context.Response.Headers.RetryAfter = "1";
            await JsonReply.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "The gateway is starting or stopping.");
            return;
        }

        if (!IsOurPage(context.Request))
        {
            // A browser lets any page connect anywhere, and shows whatever it has of ours.
            await JsonReply.RefuseAsync(context, StatusCodes.Status403Forbidden, "Pages of that origin may not connect (Http:CorsOrigins).");
            return;
        }

        var admission = await _admissions.AdmitAsync(context);
        bool mayComeLater = admission.Fault is { } missing && (ReferenceEquals(missing, AdmissionFaults.NoKey) || ReferenceEquals(missing, AdmissionFaults.NoKeyBeside));
        if (admission.Fault is { } fault && !mayComeLater)
        {
            _auth.CountRefusal(fault.Reason ?? "no_credential");
            CallerChallenge.Tell(context.Response.Headers, fault);
            await JsonReply.RefuseAsync(context, fault.Status, fault.Message);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(Protocol);
        using var connection = new SocketConnection(
            socket, context, admission.Caller, new SocketServices(_host, _connections, _admissions, _scopes, _options, _auth, _time, _logger));
        await connection.RunAsync();
    }

    private bool IsOurPage(HttpRequest request)
    {
        if (request.Headers.Origin is not [{ Length: > 0 } origin])
        {
            return request.Headers.Origin.Count == 0;
        }

        return Array.Exists(_origins, allowed => allowed == "*" || allowed.Equals(origin, StringComparison.OrdinalIgnoreCase))
            || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
