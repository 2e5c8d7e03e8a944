using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Caching.Tests.Records;

namespace Gateway.Caching.Tests.Storing;

public class RecordSlotTests
{
    private static readonly EntityKey Issue = new("Issue", "1");

    private readonly RecordSlot _slot = new(Issue);

    [Fact]
    public void Says_when_it_is_out_of_use_so_that_another_is_asked()
    {
        bool before = _slot.Invalidate(1, out _);

        _slot.Detach();

        Assert.True(before);
        Assert.False(_slot.Invalidate(2, out _));
        Assert.Equal(StoreOutcome.Detached, _slot.Store(CacheScope.Service, Entries.Patch(Issue, 1, 9), default, out int growth));
        Assert.Equal(0, growth);
        Assert.Null(_slot.Record(CacheScope.Service));
    }

    [Theory]
    [InlineData(5, 0, 4, false)]
    [InlineData(5, 0, 5, true)]
    [InlineData(0, 5, 4, false)]
    [InlineData(3, 5, 5, true)]
    public void Refuses_what_began_before_its_mark_or_the_floor(long mark, long floor, long began, bool isStored)
    {
        _slot.Invalidate(mark, out _);

        var outcome = _slot.Store(CacheScope.Service, Entries.Patch(Issue, 1, began), new SlotFloors(0, floor), out int growth);

        Assert.Equal(isStored ? StoreOutcome.Stored : StoreOutcome.Refused, outcome);
        Assert.Equal(_slot.Size, growth);
        Assert.Equal(isStored, _slot.Record(CacheScope.Service) is not null);
    }

    [Fact]
    public void Keeps_the_highest_mark_and_frees_what_it_held()
    {
        _slot.Store(CacheScope.Service, Entries.Patch(Issue, 1, 0), default, out int first);
        _slot.Store(new CacheScope("alice"), Entries.Patch(Issue, 1, 0), default, out int second);

        _slot.Invalidate(7, out int freed);
        _slot.Invalidate(6, out int nothing);

        Assert.Equal(7, _slot.InvalidatedAt(default));
        Assert.Equal((first + second, 0), (freed, nothing));
    }

    [Fact]
    public void Stores_nothing_of_an_empty_patch() =>
        Assert.Equal(StoreOutcome.Refused, _slot.Store(CacheScope.Service, new(Issue, []), default, out _));
}
