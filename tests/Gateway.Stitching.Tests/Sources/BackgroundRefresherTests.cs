using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Sources;
using Gateway.Stitching.Tests.Fetching;

namespace Gateway.Stitching.Tests.Sources;

public class BackgroundRefresherTests
{
    private readonly LoaderBench _bench = new(new FetchOptions());

    [Fact]
    public async Task What_somebody_brought_since_it_was_served_is_not_fetched()
    {
        var refresher = new BackgroundRefresher(CallerScope.Service, _bench.Loader, new FetchOptions(), new RecordReader(_bench.Model, _bench.Store));
        await StoreAsync(1, fetchedAt: 1000);
        await StoreAsync(2, fetchedAt: 0);

        refresher.Start([OldAt(1, servedFrom: 0), OldAt(2, servedFrom: 0)]);
        await _bench.Upstream.WaitForSentAsync(1, TestContext.Current.CancellationToken);

        Assert.DoesNotContain(LoaderBench.Id(1), Assert.Single(_bench.Upstream.Sent), StringComparison.Ordinal);
        Assert.Contains(LoaderBench.Id(2), _bench.Upstream.Sent[0], StringComparison.Ordinal);
    }

    private Refresh OldAt(int id, long servedFrom) => new(
        new SharedBooking(
            Assert.Single(ColdWalk.Of(_bench.Model, $"{{ agentSession(id: \"{LoaderBench.Id(id)}\") {{ summary }} }}")), target: null),
        new EntityRecord(Entries(servedFrom)));

    private async Task StoreAsync(int id, long fetchedAt) => await _bench.Store.StoreAsync(
        CacheScope.Service, [new RecordPatch(new EntityKey("AgentSession", LoaderBench.Id(id)), Entries(fetchedAt))], CancellationToken.None);

    private static RecordEntry[] Entries(long fetchedAt) => [new(new FieldKey("summary"), FieldValue.Null, 0, fetchedAt)];
}
