using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>Which servers this process has looked at, so that answers of others do not count.</summary>
/// <remarks>
/// A server that was restarted, or promoted, may have lost what it had confirmed. It answers on a new socket, or the client has learned that it
/// is no replica any more, before any of its answers can be had: so comparing the two is enough.
/// </remarks>
internal sealed class RedisServers
{
    private volatile RedisLook? _look;

    /// <summary>From now on answers count that come from servers as they were seen then.</summary>
    public void Accept(RedisLook look) => _look = look;

    /// <summary>Whether a master cannot be reached that holds a part of what is shared.</summary>
    public bool IsPartial => _look is { } look && (look.IsPartial || look.HasLostMaster);

    /// <summary>To be called before commands are sent. Null if answers would not count.</summary>
    public RedisPass? Enter(IConnectionMultiplexer client)
    {
        if (_look is not { } look || look.Client != client)
        {
            return null;
        }

        var connected = ConnectedTo(client);
        return look.Covers(connected) ? new RedisPass(look, connected) : null;
    }

    internal static IServer[] ConnectedTo(IConnectionMultiplexer client) =>
        [.. client.GetEndPoints().Select(endpoint => client.GetServer(endpoint)).Where(server => server.IsConnected)];

    internal static RedisSight SightOf(IServer server) => new(server.GetCounters().Interactive.SocketCount, server.IsSlave);
}
