namespace Gateway.Sandbox.Limiting;

/// <summary>A budget that fills up evenly over a period. Safe for concurrent use.</summary>
internal sealed class LeakyBucket(int limit, TimeSpan period, TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _remaining = limit;
    private DateTimeOffset _filled = time.GetUtcNow();

    /// <summary>Takes the amount if all of it is there.</summary>
    public bool TryTake(double amount, out BucketLevel level)
    {
        lock (_gate)
        {
            FillUnderLock();
            bool taken = _remaining >= amount;
            _remaining -= taken ? amount : 0;
            level = LevelUnderLock();
            return taken;
        }
    }

    public BucketLevel Level()
    {
        lock (_gate)
        {
            FillUnderLock();
            return LevelUnderLock();
        }
    }

    private void FillUnderLock()
    {
        var now = time.GetUtcNow();
        _remaining = Math.Min(limit, _remaining + (limit * ((now - _filled) / period)));
        _filled = now;
    }

    private BucketLevel LevelUnderLock() => new(limit, (long)_remaining, (_filled + period).ToUnixTimeMilliseconds());
}
