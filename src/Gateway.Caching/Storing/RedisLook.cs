using System.Net;
using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>The servers as they were when they said who they are.</summary>
internal sealed class RedisLook
{
    private readonly Dictionary<EndPoint, RedisSight> _sights;

    private RedisLook(IConnectionMultiplexer client, Dictionary<EndPoint, RedisSight> sights, IReadOnlyList<string> masters) =>
        (Client, _sights, Masters) = (client, sights, masters);

    public IConnectionMultiplexer Client { get; }

    /// <summary>The run ids of those masters that could be reached; at least one.</summary>
    public IReadOnlyList<string> Masters { get; }

    /// <summary>Whether another master was missing already.</summary>
    public bool IsPartial { get; set; }

    /// <summary>Whether a master is not connected any more.</summary>
    public bool HasLostMaster => _sights.Any(seen => !seen.Value.IsReplica && !Client.GetServer(seen.Key).IsConnected);

    /// <summary>Asks every server that the client is connected to. Null if one of them does not tell, or is not what the client takes it for.</summary>
    public static async Task<RedisLook?> TakeAsync(IConnectionMultiplexer client)
    {
        var connected = RedisServers.ConnectedTo(client);

        // Before asking: if a connection is made anew meanwhile, whoever is at its other end has not been seen.
        var sights = connected.ToDictionary(server => server.EndPoint, RedisServers.SightOf);
        var answers = await Task.WhenAll(connected.Select(AskAsync));
        if (connected.Zip(answers, (server, answer) => answer.IsReplica != sights[server.EndPoint].IsReplica).Any(isOdd => isOdd))
        {
            _ = RedisSending.TryAsync(() => client.ConfigureAsync());
            return null;
        }

        string[] masters = [.. answers.Where(answer => !answer.IsReplica).Select(answer => answer.Run)];
        return masters is [] || masters.Contains("") ? null : new RedisLook(client, sights, masters);
    }

    /// <summary>Whether all servers connected now are still those that were looked at.</summary>
    public bool Holds() => Covers(RedisServers.ConnectedTo(Client));

    public bool Covers(IServer[] connected) => Array.TrueForAll(connected, IsAsSeen);

    // A replica is never asked, so it matters only when it is none any more.
    private bool IsAsSeen(IServer server)
    {
        var now = RedisServers.SightOf(server);
        return _sights.TryGetValue(server.EndPoint, out var seen) ? seen == now || (seen.IsReplica && now.IsReplica) : now.IsReplica;
    }

    private static async Task<(string Run, bool IsReplica)> AskAsync(IServer server)
    {
        var asked = new[] { server.InfoAsync("server"), server.InfoAsync("replication") };
        var facts = (await Task.WhenAll(asked)).SelectMany(sections => sections).SelectMany(section => section).ToLookup(fact => fact.Key, fact => fact.Value);
        return (facts["run_id"].FirstOrDefault() ?? "", facts["role"].FirstOrDefault() != "master");
    }
}
