using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;

namespace Gateway.Caching.Tests.Storing;

public class DrawTests
{
    private readonly MemoryRecordStore _store = new(1 << 20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_is_known_is_drawn_sooner_or_later_and_nothing_else()
    {
        await StoreAsync(CacheScope.Service, 0, 10);
        await StoreAsync(new CacheScope("somebody"), 10, 20);
        await _store.InvalidateAsync(Gateway.Caching.Invalidation.Invalidation.Of(Key(3)), Cancel);

        var drawn = _store.Draw(CacheScope.Service, 1000);

        Assert.Equal(Enumerable.Range(0, 10).Where(i => i != 3).Select(Key).Order(ByText), drawn.Order(ByText));
    }

    [Fact]
    public async Task What_was_evicted_is_not_drawn()
    {
        await StoreAsync(CacheScope.Service, 0, 20_000);

        var drawn = _store.Draw(CacheScope.Service, 2000);

        Assert.NotEmpty(drawn);
        Assert.All(drawn, key => Assert.NotNull(_store.Peek(CacheScope.Service, key)));
        Assert.Null(_store.Peek(CacheScope.Service, Key(0)));
    }

    private static IComparer<EntityKey> ByText { get; } = Comparer<EntityKey>.Create((left, right) => string.CompareOrdinal(left.Id, right.Id));

    private static EntityKey Key(int i) => new("Issue", $"{i}");

    private async Task StoreAsync(CacheScope scope, int from, int to) => await _store.StoreAsync(
        scope,
        [.. Enumerable.Range(from, to - from).Select(i => new RecordPatch(Key(i), [new RecordEntry(new FieldKey("title"), FieldValue.Null, 0, 0)]))],
        Cancel);
}
