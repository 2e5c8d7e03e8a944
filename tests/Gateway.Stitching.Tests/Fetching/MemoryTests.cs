using System.Text;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;

namespace Gateway.Stitching.Tests.Fetching;

public class MemoryTests
{
    [Fact]
    public async Task Arguments_count_among_the_bytes_of_the_records_that_are_kept_under_them()
    {
        const string query = "query ($filter: IssueFilter) { issues(first: 1, filter: $filter) { nodes { id } } }";
        await using var gateway = await AlteredGateway.StartAsync();
        long before = gateway.Store.Bytes;

        for (int i = 0; i < 10; i++)
        {
            await gateway.AskAsync(query, $$$$"""{"filter":{"title":{"eq":"{{{{new string('x', 20_000)}}}}{{{{i}}}}"}}}""");
        }

        Assert.InRange(gateway.Store.Bytes - before, 10 * 40_000, 10 * 100_000);
    }

    [Fact]
    public async Task An_id_counts_among_the_bytes_of_its_record()
    {
        var store = new MemoryRecordStore(1 << 20);

        await StoreAsync(store, new EntityKey("Issue", new string('x', 10_000)), "title", 0);

        Assert.InRange(store.Bytes, 20_000, 21_000);
    }

    private static async Task StoreAsync(MemoryRecordStore store, EntityKey key, string field, long fetchedAt)
    {
        byte[] json = Encoding.UTF8.GetBytes("1");
        var entry = new RecordEntry(new FieldKey(field), FieldValue.OfLeaf(json, 0, json.Length), 0, fetchedAt);
        await store.StoreAsync(CacheScope.Service, [new RecordPatch(key, [entry])], CancellationToken.None);
    }
}
