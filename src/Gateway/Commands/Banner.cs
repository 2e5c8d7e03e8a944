using Gateway.Caching.Storing;
using Gateway.Telemetry;

namespace Gateway.Commands;

/// <summary>What a gateway says on standard output when it is ready.</summary>
internal static class Banner
{
    /// <summary>Where things are, and a first query to try. Holds no secret.</summary>
    public static string Of(GatewayHost host)
    {
        var address = host.Address;
        string sandbox = host.Sandbox is { } server
            ? $"""
                 Sandbox    {new Uri(server.Endpoint, "/sandbox/")} (in front of made-up data; LINEAR_API_KEY switches to Linear)

               """
            : "";
        return $$"""
            The gateway is ready.

              GraphQL    {{new Uri(address, "/graphql")}}
              Health     {{new Uri(address, "/health/live")}}, {{new Uri(address, "/health/ready")}}
              Webhooks   {{new Uri(address, "/webhooks/linear")}}
              Store      {{Store(host.Store.Status, host.RedisAddress)}}
            {{sandbox}}
            A first query:

              {{Example(host)}}


            """;
    }

    /// <summary>Where records are kept.</summary>
    /// <param name="status">How they are kept just now.</param>
    /// <param name="address">The address of Redis without a login; empty if there is none.</param>
    public static string Store(StoreStatus status, string address) => status switch
    {
        { Redis: null } => "memory of this process",
        { Mode: StoreMode.Detached, Redis: RedisState.Up } => $"Redis at {address} (detached: not in step with other pods yet)",
        { Mode: var mode, Redis: RedisState.Up } => $"Redis at {address} ({mode.Word()})",
        { Mode: var mode, Redis: { } redis } => $"Redis at {address} ({mode.Word()}: Redis is {redis.Word()})",
    };

    private static string Example(GatewayHost host) =>
        $"curl -s {new Uri(host.Address, "/graphql")} -H 'Content-Type: application/json' -d '{{\"query\":\"{Query(host)}\"}}'";

    private static string Query(GatewayHost host) => host.Sandbox is { } server
        ? $"{{ agentSession(id: \\\"{server.World.Ids("AgentSession")[0]}\\\") "
            + "{ status createdAt appUser { name } activities(first: 3) { nodes { id createdAt } } } }"
        : "{ agentSessions(first: 3) { nodes { id status issue { identifier title } } } }";
}
