using Gateway.Linear.Feed;

namespace Gateway.Stitching.Feeding;

/// <summary>How long to wait until the next connection. Has one owner.</summary>
internal sealed class FeedBackoff(FeedOptions options)
{
    private int _failures;

    /// <param name="kind">Why the last connection ended.</param>
    /// <param name="hasBegun">Whether it had come so far that what happens was told.</param>
    public TimeSpan Next(FeedEndKind kind, bool hasBegun)
    {
        _failures = hasBegun ? 1 : _failures + 1;

        // What does not pass by itself, and what another attempt at once makes worse.
        double least = kind is FeedEndKind.Unauthorized or FeedEndKind.Crowded || (kind == FeedEndKind.Refused && !hasBegun)
            ? options.MaxRetryDelay.TotalMilliseconds
            : Math.Min(options.RetryDelay.TotalMilliseconds * Math.Pow(2, Math.Min(_failures - 1, 20)), options.MaxRetryDelay.TotalMilliseconds);

        // Not all of the processes that lost it at once come back at once.
        return TimeSpan.FromMilliseconds(least * (0.75 + (Random.Shared.NextDouble() / 4)));
    }
}
