namespace Gateway.Caching.Storing;

/// <summary>What tells a server from what it becomes.</summary>
/// <param name="Sockets">How many connections the client has begun to it so far.</param>
/// <param name="IsReplica">What the client takes it for.</param>
internal readonly record struct RedisSight(long Sockets, bool IsReplica);
