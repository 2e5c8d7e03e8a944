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
        var table = new RemovalTable(4);
        table.Add(Key(0), 1);
        bool vanished = false;
        using var done = new CancellationTokenSource();
        var reader = Task.Run(
            () =>
            {
                while (!done.IsCancellationRequested)
                {
                    vanished |= table.RemovedAt(Key(0)) == 0;
                }
            },
            TestContext.Current.CancellationToken);

        for (int i = 1; i <= 100_000; i++)
        {
            table.Add(Key(i), i + 1);
        }

        await done.CancelAsync();
        await reader;

        Assert.False(vanished);
        Assert.Equal(99_997, table.RemovedAt(Key(0)));
    }
}
