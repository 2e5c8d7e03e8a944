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
            {{sandbox}}
            A first query:

              {{Example(host)}}


            """;
    }

    private static string Example(GatewayHost host) =>
        $"curl -s {new Uri(host.Address, "/graphql")} -H 'Content-Type: application/json' -d '{{\"query\":\"{Query(host)}\"}}'";

    private static string Query(GatewayHost host) => host.Sandbox is { } server
        ? $"{{ agentSession(id: \\\"{server.World.Ids("AgentSession")[0]}\\\") "
            + "{ status createdAt appUser { name } activities(first: 3) { nodes { id createdAt } } } }"
        : "{ agentSessions(first: 3) { nodes { id status issue { identifier title } } } }";
}
