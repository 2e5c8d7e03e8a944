namespace Gateway.Stitching.Feeding;

/// <summary>How it is with the feed just now, as this process knows it. Safe for concurrent use; only who keeps the feed sets it.</summary>
public sealed class FeedStanding
{
    private volatile FeedPeriod _current = new(FeedHealth.Off, false, default);

    public FeedPeriod Current => _current;

    /// <summary>Notes how it is now; nothing if it is as it was.</summary>
    /// <returns>Whether it has changed.</returns>
    internal bool Set(FeedHealth health, bool isHolder, DateTimeOffset now)
    {
        var before = _current;
        if (before.Health == health && before.IsHolder == isHolder)
        {
            return false;
        }

        _current = new FeedPeriod(health, isHolder, before.Health == health ? before.Since : now);
        return true;
    }
}
