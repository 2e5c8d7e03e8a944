using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.Caching.Tests.Records;
using Microsoft.Extensions.Logging.Abstractions;
using static Gateway.Caching.Tests.Storing.RedisStores;

namespace Gateway.Caching.Tests.Storing;

public sealed class RedisAdminIntegrationTests : IAsyncDisposable
{
    private static readonly EntityKey Issue = new("Issue", "1");

    private readonly RedisStores _stores = new();

    private static CancellationToken Cancel => RedisStores.Cancel;

    [Fact]
    public async Task Shows_what_is_held_and_purges_it()
    {
        var server = await _stores.Redis.StartAsync();
        var store = await _stores.OpenAsync("a", server);
        string epoch = (await JoinAsync(store)).Position.Epoch;
        var page = FieldValue.OfObject(new EmbeddedObject("Page", [Entries.A], [FieldValue.OfList([RandomValues.Link("User", "2")])]));
        await store.FillAsync(
            epoch, CacheScope.Service, () => [new SharedFill(Issue, 0, [Entries.Of(Entries.A, 1, 0, 1000), new RecordEntry(Entries.B, page, 0, 0)], 0)], Cancel);
        await using var admin = await OpenAsync(server.Address);

        var before = await admin!.InspectAsync(Issue, Cancel);
        bool isPurged = await admin.PurgeAsync(new([Issue], [Issue], [], false), Cancel);
        var after = await admin.InspectAsync(Issue, Cancel);

        Assert.Equal([("a", "1", true), ("b", """{"__typename":"Page","a":["User:2"]}""", true)], before!.Fields.Select(field => (field.Field, field.Value, field.IsValid)));
        Assert.Equal((0L, 0L, false), (before.Sequence, before.InvalidatedAt, before.IsRemoved));
        Assert.Equal((true, 1, 1L, true, 0), (isPurged, after!.Sequence, after.InvalidatedAt, after.IsRemoved, after.Fields.Count));
        Assert.Null(await ValueAsync(store, epoch, Issue));
    }

    [Fact]
    public async Task Looking_begins_no_epoch()
    {
        var server = await _stores.Redis.StartAsync();
        await using var admin = await OpenAsync(server.Address);

        var nothing = await admin!.InspectAsync(Issue, Cancel);

        Assert.Equal((0, null, 0), (nothing!.Sequence, nothing.InvalidatedAt, nothing.Fields.Count));
        Assert.Equal("0", await server.RunAsync("EXISTS", _stores.Keys.Sequence));
    }

    [Fact]
    public async Task What_it_purges_softly_is_stale_to_every_gateway_and_still_held()
    {
        var server = await _stores.Redis.StartAsync();
        await using var pod = await SharingPod.StartAsync(server.Address);
        await pod.StoreAsync(Issue, 1);
        await using var admin = await OpenAsync(server.Address);

        bool isPurged = await admin!.PurgeAsync(Caching.Invalidation.Invalidation.Of(Issue) with { StaleBefore = 1000 }, Cancel);
        var after = await admin.InspectAsync(Issue, Cancel);

        Assert.True(isPurged);
        Assert.True(pod.Store.Begin().Floors?.IsStale(Issue, [], 999));
        Assert.Equal((0, true), (after!.InvalidatedAt, after.Fields.Single().IsValid));
    }

    [Fact]
    public async Task Without_redis_there_is_nothing_to_open()
    {
        var server = await _stores.Redis.StartAsync();
        await server.KillAsync();

        Assert.Null(await OpenAsync(server.Address));
    }

    public ValueTask DisposeAsync() => _stores.DisposeAsync();

    private static Task<RedisAdmin?> OpenAsync(string address) =>
        RedisAdmin.OpenAsync(Options(address), TimeProvider.System, NullLoggerFactory.Instance, Cancel);
}
