namespace Gateway.Tests.Configuration;

/// <summary>The time of the system, with timers that wait for a tenth of what they should: what is looked at each second is looked at ten times.</summary>
public sealed class HurriedTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Hurry(dueTime), Hurry(period));

    private static TimeSpan Hurry(TimeSpan time) => time > TimeSpan.Zero ? time / 10 : time;
}
