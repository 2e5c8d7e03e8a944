using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Forget = Gateway.Caching.Invalidation.Invalidation;

namespace Gateway.Caching.Tests.Invalidation;

public class StaleFloorsTests
{
    private static readonly EntityKey Issue = new("Issue", "1");
    private static readonly EntityKey Other = new("Issue", "2");
    private static readonly EntityKey User = new("User", "1");
    private static readonly CacheTag Issues = new("Issue");

    [Fact]
    public void What_was_fetched_before_the_time_is_stale_and_nothing_since()
    {
        var floors = StaleFloors.With(null, Forget.Of(Issue), 100);

        Assert.True(floors.IsStale(Issue, [], 99));
        Assert.False(floors.IsStale(Issue, [], 100));
        Assert.False(floors.IsStale(Other, [], 99));
    }

    [Fact]
    public void A_type_is_all_its_entities_and_its_lists()
    {
        var floors = StaleFloors.With(null, new Forget([], [], [], false) { Types = ["Issue"] }, 100);

        Assert.True(floors.IsStale(Other, [], 99));
        Assert.True(floors.IsStale(User, [Issues], 99));
        Assert.False(floors.IsStale(User, [], 99));
    }

    [Fact]
    public void A_tag_is_its_lists_and_no_entity()
    {
        var floors = StaleFloors.With(null, new Forget([], [], ["Issue"], false), 100);

        Assert.True(floors.IsStale(User, [new CacheTag("User"), Issues], 99));
        Assert.False(floors.IsStale(Issue, [], 99));
    }

    [Fact]
    public void Everything_is_everything() => Assert.True(StaleFloors.With(null, Forget.All, 100).IsStale(User, [], 99));

    [Fact]
    public void The_latest_time_counts_in_whatever_order_they_come()
    {
        var floors = StaleFloors.With(StaleFloors.With(null, Forget.Of(Issue), 100), Forget.Of(Issue, Other), 50);

        Assert.True(floors.IsStale(Issue, [], 99));
        Assert.True(floors.IsStale(Other, [], 49));
        Assert.False(floors.IsStale(Other, [], 50));
    }

    [Fact]
    public void What_cannot_be_told_apart_any_more_is_stale_as_a_whole()
    {
        var known = StaleFloors.With(null, Forget.Of(Issue), 100);

        var floors = StaleFloors.With(known, Forget.Of([.. Enumerable.Range(0, StaleFloors.MaxEntities).Select(i => new EntityKey("Comment", $"{i}"))]), 200);

        Assert.True(floors.IsStale(User, [], 199));
        Assert.False(floors.IsStale(Issue, [], 200));
    }
}
