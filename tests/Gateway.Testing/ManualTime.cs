namespace Gateway.Testing;

/// <summary>A clock that moves only when the test says so. Safe for concurrent use; timers fire on the thread that advances.</summary>
/// <remarks>
/// Starts at the beginning of 2026, UTC. The frequency of its timestamps is odd on purpose, to find code that takes timestamps for ticks or
/// milliseconds. A timer due at once still waits for the next <see cref="Advance"/>, of which zero is one.
/// </remarks>
public sealed class ManualTime : TimeProvider
{
    private const int TimestampsPerTick = 7;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimestampsPerTick * TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Timers that are set to fire. A test waits for it to grow, to know that the code has begun to wait.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return Start + _elapsed;
        }
    }

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return TimestampsPerTick * _elapsed.Ticks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on, and fires each timer that falls due on the way, in order, at its own time.</summary>
    /// <param name="step">Not negative.</param>
    public void Advance(TimeSpan step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, TimeSpan.Zero);
        TimeSpan end;
        lock (_lock)
        {
            end = _elapsed + step;
        }

        while (NextDue(end) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>Moves to the next timer due by <paramref name="end"/>, and takes it off; where there is none, moves to the end.</summary>
    private ManualTimer? NextDue(TimeSpan end)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            var now = next?.Due ?? end;
            _elapsed = now > _elapsed ? now : _elapsed; // a callback may itself have advanced
            if (next is not null)
            {
                _timers.Remove(next);
                ScheduleUnderLock(next, next.Period, next.Period);
            }

            return next;
        }
    }

    private void Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            ScheduleUnderLock(timer, dueTime, period);
        }
    }

    private void ScheduleUnderLock(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        // As the system's timers do: a period of zero means once.
        timer.Period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
        timer.Due = _elapsed + dueTime;
        _timers.Add(timer);
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private volatile bool _disposed;

        /// <summary>When it fires, counted from the start of the clock. Owned by the clock's lock, as is <see cref="Period"/>.</summary>
        public TimeSpan Due { get; set; }

        public TimeSpan Period { get; set; } = Timeout.InfiniteTimeSpan;

        public void Fire()
        {
            if (!_disposed)
            {
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed)
            {
                return false;
            }

            time.Schedule(this, dueTime, period);
            return true;
        }

        public void Dispose()
        {
            _disposed = true;
            time.Schedule(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
