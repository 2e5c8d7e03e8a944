using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>The servers as they were before commands were sent.</summary>
/// <param name="look">What was seen of them.</param>
/// <param name="connected">Those that were connected.</param>
internal sealed class RedisPass(RedisLook look, IServer[] connected)
{
    /// <summary>
    /// Whether it is a cluster: no command may have keys of several slots, even where one master has all of them, and where there are more answers do not
    /// come in the order of the commands.
    /// </summary>
    public bool IsSpread { get; } = look.Masters.Count > 1 || Array.Exists(connected, server => server.ServerType == ServerType.Cluster);

    /// <summary>To be called after all answers are there: whether they count.</summary>
    /// <remarks>One that is not connected any more has said what it said on the old connection, as long as no new one was begun.</remarks>
    public bool Holds() => look.Covers(connected) && look.Holds();
}
