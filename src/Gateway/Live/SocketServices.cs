using Gateway.Auth;

namespace Gateway.Live;

/// <summary>What all WebSockets share.</summary>
internal sealed record SocketServices(
    OperationHost Host,
    LiveConnections Connections,
    Admissions Admissions,
    CallerScopes Scopes,
    SubscriptionOptions Options,
    AuthMetrics Auth,
    TimeProvider Time,
    ILogger Logger);
