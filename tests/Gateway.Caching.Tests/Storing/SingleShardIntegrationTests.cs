using Gateway.Caching.Keys;
using Gateway.Testing;
using static Gateway.Caching.Tests.Storing.RedisStores;

namespace Gateway.Caching.Tests.Storing;

/// <summary>A cluster of one master, as hosted ones begin: all keys are on one server, and no command may have keys of two slots.</summary>
public sealed class SingleShardIntegrationTests : IAsyncDisposable
{
    private readonly RedisStores _stores = new();

    [Fact]
    public async Task What_is_filled_in_a_cluster_of_one_master_is_read()
    {
        var server = await _stores.Redis.StartAsync(new RedisServerOptions { ClusterEnabled = true });
        await server.RunAsync("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        await server.WaitUntilAsync(
            async () => (await server.RunAsync("CLUSTER", "INFO")).Contains("cluster_state:ok", StringComparison.Ordinal), "the cluster is whole");
        var store = await _stores.OpenAsync("a", server);
        string epoch = (await JoinAsync(store)).Position.Epoch;
        var keys = Issues(3);

        int? stored = await store.FillAsync(epoch, CacheScope.Service, () => [.. keys.Select((key, i) => Fill(key, i, 0))], Cancel);
        var found = await store.ReadAsync(epoch, CacheScope.Service, Reads(keys), Cancel);
        var claims = await store.ClaimAsync(epoch, CacheScope.Service, Reads(keys), Cancel);

        Assert.Equal(3, stored);
        Assert.NotNull(found);
        Assert.Equal(3, found.Records.Count);
        Assert.Equal(3, claims!.Records.Count);
    }

    public ValueTask DisposeAsync() => _stores.DisposeAsync();
}
