using Gateway.Caching.Keys;
using Gateway.Caching.Storing;

namespace Gateway.Caching.Tests.Storing;

public class SieveListTests
{
    [Fact]
    public void Evicts_in_the_order_of_arrival_what_nobody_reads()
    {
        var list = ListOf("abc", out _);

        Assert.Equal("abc", Drain(list));
        Assert.Null(list.Evict());
    }

    [Fact]
    public void Passes_over_what_was_read_once_and_goes_on_from_there()
    {
        var list = ListOf("abcd", out var slots);
        slots[0].Visited = true;
        slots[2].Visited = true;

        Assert.Equal("bdac", Drain(list));
    }

    [Fact]
    public void Comes_round_when_all_were_read()
    {
        var list = ListOf("abc", out var slots);
        Array.ForEach(slots, slot => slot.Visited = true);

        Assert.Equal("abc", Drain(list));
    }

    [Fact]
    public void Leaves_alone_what_is_read_again_while_new_ones_come_and_go()
    {
        var list = ListOf("abcd", out var slots);
        var evicted = new List<string>();
        for (int i = 0; i < 100; i++)
        {
            Array.ForEach(slots, slot => slot.Visited = true);
            list.Add(new RecordSlot(new EntityKey("T", $"{i}")));
            evicted.Add(list.Evict()!.Key.Id);
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), evicted);
        Assert.All(slots, slot => Assert.True(slot.IsListed));
    }

    private static SieveList<RecordSlot> ListOf(string ids, out RecordSlot[] slots)
    {
        var list = new SieveList<RecordSlot>();
        slots = [.. ids.Select(id => new RecordSlot(new EntityKey("T", $"{id}")))];
        Array.ForEach(slots, list.Add);
        return list;
    }

    private static string Drain(SieveList<RecordSlot> list)
    {
        string order = "";
        while (order.Length < 100 && list.Evict() is { } victim)
        {
            order += victim.Key.Id;
        }

        return order;
    }
}
