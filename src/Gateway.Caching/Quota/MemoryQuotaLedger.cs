namespace Gateway.Caching.Quota;

/// <summary>A quota that is this process's alone, or that of all engines in it.</summary>
/// <param name="time">Its clock.</param>
public sealed class MemoryQuotaLedger(TimeProvider time) : IQuotaLedger
{
    // An account that nobody has used for so long has all of its quota back.
    private static readonly TimeSpan Life = TimeSpan.FromHours(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (QuotaAccount Account, DateTimeOffset UsedAt)> _accounts = [];
    private DateTimeOffset _sweptAt;

    /// <inheritdoc/>
    public ValueTask<QuotaDecision> ReserveAsync(QuotaAsk ask, CancellationToken cancel)
    {
        lock (_gate)
        {
            var (account, now) = FindUnderLock(ask.Account);
            string? token = account.Reserve(ask, now);
            return ValueTask.FromResult(new QuotaDecision(
                token is null ? null : new QuotaReservation(ask.Account, token), account.Level(now, pods: 1)));
        }
    }

    /// <inheritdoc/>
    public ValueTask<QuotaLevel> SettleAsync(QuotaReservation reservation, QuotaObservation? observation)
    {
        ArgumentNullException.ThrowIfNull(reservation);
        lock (_gate)
        {
            var (account, now) = FindUnderLock(reservation.Account);
            account.Settle(reservation.Token, observation, now);
            return ValueTask.FromResult(account.Level(now, pods: 1));
        }
    }

    private (QuotaAccount Account, double Now) FindUnderLock(string name)
    {
        var now = time.GetUtcNow();
        if (now - _sweptAt > Life)
        {
            _sweptAt = now;
            foreach (string old in _accounts.Where(pair => now - pair.Value.UsedAt > Life).Select(pair => pair.Key).ToList())
            {
                _accounts.Remove(old);
            }
        }

        var account = _accounts.TryGetValue(name, out var known) ? known.Account : new QuotaAccount(share: 1);
        _accounts[name] = (account, now);
        return (account, now.ToUnixTimeMilliseconds());
    }
}
