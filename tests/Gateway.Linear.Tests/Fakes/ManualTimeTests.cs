using Gateway.Testing;

namespace Gateway.Linear.Tests.Fakes;

public sealed class ManualTimeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Moves_only_when_told()
    {
        var time = new ManualTime();
        var (clock, stamp) = (time.GetUtcNow(), time.GetTimestamp());

        time.Advance(Second);

        Assert.Equal(clock + Second, time.GetUtcNow());
        Assert.Equal(Second, time.GetElapsedTime(stamp));
        Assert.NotEqual(TimeSpan.TicksPerSecond, time.GetTimestamp() - stamp);
    }

    [Fact]
    public void Fires_timers_in_order_each_at_its_own_time()
    {
        var time = new ManualTime();
        var start = time.GetUtcNow();
        List<string> fired = [];
        using var late = time.CreateTimer(_ => fired.Add($"late {time.GetUtcNow() - start:%s}"), null, 3 * Second, Timeout.InfiniteTimeSpan);
        using var often = time.CreateTimer(_ => fired.Add($"often {time.GetUtcNow() - start:%s}"), null, Second, 2 * Second);

        time.Advance(5 * Second);

        Assert.Equal(["often 1", "late 3", "often 3", "often 5"], fired);
        Assert.Equal(1, time.ActiveTimers);
    }

    [Fact]
    public void Fires_nothing_early_nothing_disposed_and_what_is_due_at_once_on_the_next_step()
    {
        var time = new ManualTime();
        List<string> fired = [];
        using var soon = time.CreateTimer(_ => fired.Add("soon"), null, TimeSpan.Zero, TimeSpan.Zero);
        using var later = time.CreateTimer(_ => fired.Add("later"), null, Second, TimeSpan.Zero);
        time.CreateTimer(_ => fired.Add("never"), null, TimeSpan.Zero, Second).Dispose();

        time.Advance(TimeSpan.Zero);
        time.Advance(Second - TimeSpan.FromTicks(1));

        Assert.Equal(["soon"], fired);
        Assert.Equal(1, time.ActiveTimers);
    }

    [Fact]
    public void A_timer_may_set_another_and_move_itself_while_firing()
    {
        var time = new ManualTime();
        List<TimeSpan> fired = [];
        var start = time.GetUtcNow();
        ITimer? timer = null;
        timer = time.CreateTimer(_ =>
        {
            fired.Add(time.GetUtcNow() - start);
            timer!.Change(2 * Second, Timeout.InfiniteTimeSpan);
        }, null, Second, Timeout.InfiniteTimeSpan);

        time.Advance(6 * Second);
        timer.Dispose();

        Assert.Equal([Second, 3 * Second, 5 * Second], fired);
        Assert.Equal(0, time.ActiveTimers);
    }

    [Fact]
    public async Task Drives_delays_and_timeouts()
    {
        var time = new ManualTime();
        using var deadline = new CancellationTokenSource(2 * Second, time);
        var delay = Task.Delay(Second, time, TestContext.Current.CancellationToken);

        time.Advance(Second);
        await delay;
        var cutEarly = deadline.IsCancellationRequested;
        time.Advance(Second);

        Assert.False(cutEarly);
        Assert.True(deadline.IsCancellationRequested);
    }
}
