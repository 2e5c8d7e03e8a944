using Gateway.Caching.Keys;
using Gateway.Caching.Storing;

namespace Gateway.Caching.Tests.Storing;

public class RemovalTableTests
{
    private static EntityKey Key(int id) => new("Issue", $"{id}");

    [Fact]
    public void Knows_the_last_removal_of_each_entity()
    {
        var table = new RemovalTable(10);

        table.Add(Key(1), 5);
        table.Add(Key(2), 6);
        table.Add(Key(1), 7);

        Assert.Equal((7, 6, 0), (table.RemovedAt(Key(1)), table.RemovedAt(Key(2)), table.RemovedAt(Key(3))));
    }

    [Fact]
    public void What_it_forgets_counts_as_removed_for_everyone()
    {
        var table = new RemovalTable(3);
        for (int i = 1; i <= 5; i++)
        {
            table.Add(Key(i), i * 10);
        }

        Assert.Equal([20, 20, 30, 40, 50], Enumerable.Range(1, 5).Select(i => table.RemovedAt(Key(i))));
        Assert.Equal(20, table.RemovedAt(Key(99)));
    }

    [Fact]
    public async Task A_reader_never_sees_a_removal_vanish()
    {
        const int Count = 300_000;
        var table = new RemovalTable(1);
        int announced = 0;
        int vanished = 0;
        var reader = Task.Run(
            () =>
            {
                for (int last = 0; last < Count;)
                {
                    last = Volatile.Read(ref announced);
                    vanished += table.RemovedAt(Key(last)) < last ? 1 : 0;
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
        Assert.Equal(Count - 1, table.RemovedAt(Key(0)));
    }
}
