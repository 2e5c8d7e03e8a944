using Gateway.Caching.Quota;

namespace Gateway.Stitching.Budgeting;

/// <summary>What this process last heard of the service's own quota. Safe for concurrent use.</summary>
/// <param name="options">When it is short.</param>
/// <param name="time">The quota comes back while nobody asks.</param>
public sealed class BudgetGauge(BudgetOptions options, TimeProvider time)
{
    private volatile Reading _last = new(QuotaLevel.Unknown, 0);

    /// <summary>One that never hears anything, so that it is never short.</summary>
    public static BudgetGauge None { get; } = new(new BudgetOptions(), TimeProvider.System);

    /// <summary>What is left now, as far as this process knows.</summary>
    public QuotaLevel Level => _last is { Level.IsObserved: true } last ? last.Level.After(time.GetElapsedTime(last.At)) : _last.Level;

    /// <summary>Whether the quota is short, so that what may be served once more is not fetched anew.</summary>
    public bool IsShort => _last.Level.IsObserved && Level.Part < options.RefreshReserve;

    /// <summary>Takes note of what is left.</summary>
    public void Note(QuotaLevel level) => _last = new Reading(level, time.GetTimestamp());

    private sealed record Reading(QuotaLevel Level, long At);
}
