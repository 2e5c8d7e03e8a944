using System.Collections.Concurrent;
using Gateway.Caching.Quota;

namespace Gateway.Stitching.Budgeting;

/// <summary>What this process last heard of the service's own quota, and of callers' who come with their own credential. Safe for concurrent use.</summary>
/// <param name="options">When it is short.</param>
/// <param name="time">The quota comes back while nobody asks.</param>
public sealed class BudgetGauge(BudgetOptions options, TimeProvider time)
{
    /// <summary>Most callers' accounts that are remembered. What is forgotten is heard again with the next answer.</summary>
    internal const int MaxCallers = 10_000;

    private readonly ConcurrentDictionary<string, Reading> _callers = new();
    private volatile Reading _last = new(QuotaLevel.Unknown, 0);

    /// <summary>One that never hears anything, so that it is never short.</summary>
    public static BudgetGauge None { get; } = new(new BudgetOptions(), TimeProvider.System);

    /// <summary>What is left now of the service's own quota, as far as this process knows.</summary>
    public QuotaLevel Level => LevelOf(_last);

    /// <summary>Whether the service's own quota is short, so that what may be served once more is not fetched anew.</summary>
    public bool IsShort => IsShortIn(_last);

    /// <summary>Whether so much of the service's own quota is spent that nothing is looked for that no event told.</summary>
    public bool IsShortForRepairs => IsBelow(_last, options.RepairReserve);

    /// <summary>How many callers' accounts are remembered.</summary>
    internal int Callers => _callers.Count;

    /// <summary>As <see cref="IsShort"/>, of any account.</summary>
    /// <param name="account">Empty for the service's own.</param>
    public bool IsShortFor(string account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Length == 0 ? IsShort : _callers.TryGetValue(account, out var known) && IsShortIn(known);
    }

    /// <summary>Takes note of what is left of the service's own quota.</summary>
    public void Note(QuotaLevel level) => _last = new Reading(level, time.GetTimestamp());

    /// <summary>Takes note of what is left of an account.</summary>
    /// <param name="account">Empty for the service's own.</param>
    /// <param name="level">What is left.</param>
    public void Note(string account, QuotaLevel level)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(level);
        if (account.Length == 0)
        {
            Note(level);
        }
        else if (level.IsObserved)
        {
            if (_callers.Count >= MaxCallers && !_callers.ContainsKey(account))
            {
                _callers.Clear();
            }

            _callers[account] = new Reading(level, time.GetTimestamp());
        }
    }

    /// <summary>Forgets a caller's account, of whose credential the upstream knows nothing.</summary>
    public void Forget(string account) => _callers.TryRemove(account, out _);

    private QuotaLevel LevelOf(Reading reading) =>
        reading.Level.IsObserved ? reading.Level.After(time.GetElapsedTime(reading.At)) : reading.Level;

    private bool IsShortIn(Reading reading) => IsBelow(reading, options.RefreshReserve);

    private bool IsBelow(Reading reading, double part) => reading.Level.IsObserved && LevelOf(reading).Part < part;

    private sealed record Reading(QuotaLevel Level, long At);
}
