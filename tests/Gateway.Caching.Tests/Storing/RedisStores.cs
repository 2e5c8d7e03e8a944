using System.Diagnostics;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.Caching.Tests.Records;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Caching.Tests.Storing;

/// <summary>Real servers, and stores as several processes would have them.</summary>
internal sealed class RedisStores : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<RedisConnection> _connections = [];

    public RedisFixture Redis { get; } = new();

    public KeySpace Keys { get; } = new("");

    public Counted Counted { get; } = new();

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static RedisOptions Options(string address) => new()
    {
        Address = address,
        ProbeInterval = TimeSpan.FromMilliseconds(100),
        RenewAfter = TimeSpan.FromSeconds(5),
        CallTimeout = TimeSpan.FromSeconds(2),
        Lease = TimeSpan.FromSeconds(1),
    };

    /// <summary>A store of a process of its own, once Redis can be asked.</summary>
    public async Task<RedisRecordStore> OpenAsync(string owner, params IEnumerable<RedisServer> servers)
    {
        var options = Options(string.Join(',', servers.Select(server => server.Address)));
        return new RedisRecordStore(await ConnectAsync(options), options, owner, TimeProvider.System, Counted.Metrics);
    }

    /// <summary>A connection of its own, once Redis can be asked.</summary>
    public async Task<RedisConnection> ConnectAsync(RedisOptions options)
    {
        var connection = new RedisConnection(options, TimeProvider.System, NullLogger<RedisConnection>.Instance);
        _connections.Add(connection);
        connection.Start();
        await UntilAsync(() => Task.FromResult(connection.State is RedisState.Up or RedisState.Full), "Redis is reached");
        return connection;
    }

    /// <summary>Joins, with as many attempts as it takes.</summary>
    public static async Task<SharedState> JoinAsync(RedisRecordStore store, SharedPosition? seen = null)
    {
        SharedState? state = null;
        await UntilAsync(async () => (state = await store.JoinAsync(seen, isStaying: false, Cancel)) is not null, "it joins");
        return state!;
    }

    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"Waited in vain until {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        }
    }

    public static EntityKey[] Issues(int count) => [.. Enumerable.Range(0, count).Select(i => new EntityKey("Issue", $"{i}"))];

    /// <summary>A fill of field <c>a</c>.</summary>
    public static SharedFill Fill(EntityKey key, long value, long number, long? vouchedAt = null, long fetchedAt = 0) =>
        new(key, number, [Entries.Of(Entries.A, value, 0, fetchedAt)], vouchedAt ?? number);

    /// <summary>Advances and marks, and expects both to succeed.</summary>
    public static async Task<SharedPosition> InvalidateAsync(RedisRecordStore store, string epoch, params EntityKey[] keys)
    {
        var position = await store.AdvanceAsync(epoch, Caching.Invalidation.Invalidation.Of(keys), Cancel);
        Assert.NotEqual(SharedPosition.Unknown, Assert.NotNull(position));
        Assert.True(await store.MarkAsync(position.Value, keys, Cancel));
        return position.Value;
    }

    /// <summary>The values of field <c>a</c> that are found.</summary>
    public static async Task<Dictionary<EntityKey, long?>> ValuesAsync(RedisRecordStore store, string epoch, params EntityKey[] keys)
    {
        var found = await store.ReadAsync(epoch, CacheScope.Service, Reads(keys), Cancel);
        return found is null ? [] : Values(found);
    }

    public static async Task<long?> ValueAsync(RedisRecordStore store, string epoch, EntityKey key) =>
        (await ValuesAsync(store, epoch, key)).GetValueOrDefault(key);

    public static Dictionary<EntityKey, long?> Values(SharedRead found) => found.Records.ToDictionary(
        record => record.Key, record => new EntityRecord(record.Entries).Number(Entries.A));

    public static RecordRead[] Reads(params EntityKey[] keys) => [.. keys.Select(key => new RecordRead(key, [Entries.A]))];

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        await Redis.DisposeAsync();
        Counted.Dispose();
    }
}
