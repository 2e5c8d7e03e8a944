using Gateway.Caching.Keys;
using Gateway.Caching.Storing;

namespace Gateway.Caching.Tests.Storing;

public class MarkTableTests
{
    private static EntityKey Key(int id) => new("Issue", $"{id}");

    [Fact]
    public void Knows_the_last_mark_of_each_entity()
    {
        var table = new MarkTable(10, 0);

        table.Add(Key(1), 5);
        table.Add(Key(2), 6);
        table.Add(Key(1), 7);

        Assert.Equal((7, 6, 0), (table.At(Key(1)), table.At(Key(2)), table.At(Key(3))));
    }

    [Fact]
    public void A_mark_that_is_set_again_is_as_young_as_its_last_time()
    {
        var table = new MarkTable(3, 0);
        table.Add(Key(1), 1);
        table.Add(Key(2), 2);
        table.Add(Key(1), 3);

        table.Add(Key(3), 4);
        table.Add(Key(4), 5);

        Assert.Equal([3, 2, 4, 5, 2], Enumerable.Range(1, 5).Select(i => table.At(Key(i))));
    }

    [Fact]
    public void A_mark_never_goes_back_and_the_floor_holds_for_the_unknown()
    {
        var table = new MarkTable(3, 7);
        table.Add(Key(1), 9);

        table.Add(Key(1), 8);

        Assert.Equal((9, 7), (table.At(Key(1)), table.At(Key(2))));
    }

    [Fact]
    public void What_it_forgets_counts_for_everyone()
    {
        var table = new MarkTable(3, 0);
        for (int i = 1; i <= 5; i++)
        {
            table.Add(Key(i), i * 10);
        }

        Assert.Equal([20, 20, 30, 40, 50], Enumerable.Range(1, 5).Select(i => table.At(Key(i))));
        Assert.Equal(20, table.At(Key(99)));
    }

    [Fact]
    public async Task A_reader_never_sees_a_mark_vanish()
    {
        const int Count = 300_000;
        var table = new MarkTable(1, 0);
        int announced = 0;
        int vanished = 0;
        var reader = Task.Run(
            () =>
            {
                for (int last = 0; last < Count;)
                {
                    last = Volatile.Read(ref announced);
                    vanished += table.At(Key(last)) < last ? 1 : 0;
                }
            },
            TestContext.Current.CancellationToken);

        for (int i = 1; i <= Count; i++)
        {
            table.Add(Key(i), i);
            Volatile.Write(ref announced, i);
        }

        await reader;

        Assert.Equal(0, vanished);
        Assert.Equal(Count - 1, table.At(Key(0)));
    }
}
