using Gateway.Caching.Documents;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Caching.Tests.Storing;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using static Gateway.Caching.Tests.Documents.Texts;

namespace Gateway.Caching.Tests.Documents;

public sealed class SharedDocumentStoreTests : IAsyncDisposable
{
    private readonly Counted _counted = new();
    private readonly RedisConnection _connection = new(
        new RedisOptions { Address = "127.0.0.1:1" }, TimeProvider.System, NullLogger<RedisConnection>.Instance);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finding_what_is_in_the_process_costs_no_memory()
    {
        var store = new SharedDocumentStore(
            new DocumentTable(100_000), _connection, new KeySpace(""), new DocumentStoreOptions(), new ManualTime(), _counted.Metrics);
        var (hash, text) = (HashOf(1, 100), Of(1, 100));
        await store.StoreAsync(hash, text, Cancel);
        bool isThere = await store.FindAsync(hash, Cancel) is not null;

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            isThere &= await store.FindAsync(hash, Cancel) is not null;
        }

        Assert.Equal((true, 0), (isThere, GC.GetAllocatedBytesForCurrentThread() - before));
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _counted.Dispose();
    }
}
