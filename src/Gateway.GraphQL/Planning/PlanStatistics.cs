namespace Gateway.GraphQL.Planning;

/// <summary>How often one operation was run since it was compiled, and what that took. Safe for concurrent use.</summary>
public sealed class PlanStatistics
{
    private long _runs;
    private long _misses;
    private long _ticks;

    /// <summary>How often it was run.</summary>
    public long Runs => Interlocked.Read(ref _runs);

    /// <summary>How many of these lacked something.</summary>
    public long Misses => Interlocked.Read(ref _misses);

    /// <summary>What all runs took together, from the first walk to the last byte.</summary>
    public TimeSpan Elapsed => new(Interlocked.Read(ref _ticks));

    /// <summary>Counts a run.</summary>
    /// <param name="elapsed">What it took.</param>
    /// <param name="isMiss">Whether something was lacking.</param>
    public void Count(TimeSpan elapsed, bool isMiss)
    {
        Interlocked.Increment(ref _runs);
        Interlocked.Add(ref _ticks, elapsed.Ticks);
        if (isMiss)
        {
            Interlocked.Increment(ref _misses);
        }
    }
}
