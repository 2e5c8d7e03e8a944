namespace Gateway.Testing;

/// <summary>What a <see cref="RedisServer"/> is started with. The default is an open server without limits.</summary>
public sealed record RedisServerOptions
{
    /// <summary>The password of the default user; empty for none.</summary>
    public string Password { get; init; } = "";

    /// <summary>Access rules of further users as the configuration file has them, such as <c>gateway on >secret ~gw:* &amp;* +@all</c>.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Most bytes of data; 0 for no limit.</summary>
    public long MaxMemory { get; init; }

    /// <summary>What happens at <see cref="MaxMemory"/>, such as <c>noeviction</c> or <c>allkeys-lru</c>.</summary>
    public string MaxMemoryPolicy { get; init; } = "noeviction";

    /// <summary>The server to be a replica of; null for a master. Both have the same password.</summary>
    public RedisServer? ReplicaOf { get; init; }

    /// <summary>Whether it can be a node of a cluster.</summary>
    public bool ClusterEnabled { get; init; }

    /// <summary>Whether a cluster refuses all keys while any slot has no master.</summary>
    public bool RequireFullCoverage { get; init; } = true;
}
