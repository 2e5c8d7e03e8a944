using Gateway.Caching.Invalidation;
using Gateway.Testing;

namespace Gateway.Caching.Tests.Invalidation;

public class RollTests
{
    private readonly ManualTime _time = new();
    private bool _isClosed;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_to_wait_for_takes_no_time()
    {
        using var roll = Open();

        roll.Expect([]);
        var waiting = roll.IsCompleteAsync(TimeSpan.FromHours(1), Cancel).AsTask();

        Assert.True(waiting.IsCompleted);
        Assert.True(await waiting);
    }

    [Fact]
    public async Task Is_complete_when_the_last_has_answered()
    {
        using var roll = Open();
        roll.Expect(["a", "b"]);
        var waiting = roll.IsCompleteAsync(TimeSpan.FromHours(1), Cancel).AsTask();

        roll.Note("b");
        roll.Note("b");
        roll.Note("nobody");
        bool isEarly = waiting.IsCompleted;
        roll.Note("a");

        Assert.False(isEarly);
        Assert.True(await waiting);
    }

    [Fact]
    public void Who_answers_before_it_is_known_who_is_waited_for_has_answered()
    {
        using var roll = Open();

        roll.Note("a");
        roll.Expect(["a", "b"]);

        Assert.Equal((false, true), (roll.Lacks("a"), roll.Lacks("b")));
    }

    [Fact]
    public async Task Waits_no_longer_than_it_may_and_can_be_asked_again()
    {
        using var roll = Open();
        roll.Expect(["a"]);
        var waiting = roll.IsCompleteAsync(TimeSpan.FromSeconds(1), Cancel).AsTask();

        _time.Advance(TimeSpan.FromSeconds(1));
        bool isComplete = await waiting;
        roll.Note("a");

        Assert.False(isComplete);
        Assert.True(await roll.IsCompleteAsync(TimeSpan.FromSeconds(1), Cancel));
    }

    [Fact]
    public void Says_when_it_ends()
    {
        Open().Dispose();

        Assert.True(_isClosed);
    }

    private Roll Open() => new(_time, () => _isClosed = true);
}
