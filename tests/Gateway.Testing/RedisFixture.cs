namespace Gateway.Testing;

/// <summary>Starts real <c>redis-server</c> processes on free loopback ports, and ends those and no others.</summary>
/// <remarks>Where the program cannot be found, starting fails: a test that needs Redis never passes without it.</remarks>
public sealed class RedisFixture : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<RedisServer> _servers = [];
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gateway-redis-");

    public RedisFixture() => AppDomain.CurrentDomain.ProcessExit += OnExit;

    public Task<RedisServer> StartAsync() => StartAsync(new RedisServerOptions());

    public async Task<RedisServer> StartAsync(RedisServerOptions options)
    {
        var server = new RedisServer(_directory, options);
        lock (_lock)
        {
            _servers.Add(server);
        }

        await server.StartAsync();
        return server;
    }

    /// <summary>Starts a replica, and waits until it follows.</summary>
    public async Task<RedisServer> StartReplicaAsync(RedisServer master)
    {
        ArgumentNullException.ThrowIfNull(master);
        var replica = await StartAsync(new RedisServerOptions { ReplicaOf = master, Password = master.Options.Password });
        await replica.WaitUntilAsync(
            async () => (await replica.RunAsync("INFO", "replication")).Contains("master_link_status:up", StringComparison.Ordinal),
            "the replica follows its master");
        return replica;
    }

    /// <summary>Starts a cluster of three masters, and waits until each node says it is whole.</summary>
    /// <param name="requireFullCoverage">Whether the cluster refuses all keys while any slot has no master.</param>
    public async Task<IReadOnlyList<RedisServer>> StartClusterAsync(bool requireFullCoverage)
    {
        var options = new RedisServerOptions { ClusterEnabled = true, RequireFullCoverage = requireFullCoverage };
        var nodes = await Task.WhenAll(StartAsync(options), StartAsync(options), StartAsync(options));
        string answer = await nodes[0].RunAsync(["--cluster", "create", .. nodes.Select(node => node.Address), "--cluster-yes"]);
        foreach (var node in nodes)
        {
            await node.WaitUntilAsync(
                async () => (await node.RunAsync("CLUSTER", "INFO")).Contains("cluster_state:ok", StringComparison.Ordinal),
                $"the cluster is whole; its creation said: {answer}");
        }

        return nodes;
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        foreach (var server in Servers())
        {
            await server.DisposeAsync();
        }

        _directory.Delete(recursive: true);
    }

    private RedisServer[] Servers()
    {
        lock (_lock)
        {
            return [.. _servers];
        }
    }

    // A run that is ended from outside disposes nothing.
    private void OnExit(object? sender, EventArgs e)
    {
        foreach (var server in Servers())
        {
            server.End();
        }
    }
}
