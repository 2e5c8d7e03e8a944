namespace Gateway.Caching.Quota;

/// <summary>A quota that is this process's alone, or that of all engines in it.</summary>
/// <param name="time">Its clock.</param>
public sealed class MemoryQuotaLedger(TimeProvider time) : IQuotaLedger
{
    private readonly Lock _gate = new();
    private readonly AccountTable<QuotaAccount> _accounts = new(time, static () => new QuotaAccount(share: 1));

    /// <summary>How many accounts it knows.</summary>
    public int Accounts
    {
        get
        {
            lock (_gate)
            {
                return _accounts.Count;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<QuotaDecision> ReserveAsync(QuotaAsk ask, CancellationToken cancel)
    {
        lock (_gate)
        {
            var account = _accounts.Find(ask.Account);
            string? token = account.Reserve(ask, Now);
            return ValueTask.FromResult(new QuotaDecision(
                token is null ? null : new QuotaReservation(ask.Account, token), account.Level(Now, pods: 1)));
        }
    }

    /// <inheritdoc/>
    public ValueTask<QuotaLevel> SettleAsync(QuotaReservation reservation, QuotaObservation? observation)
    {
        ArgumentNullException.ThrowIfNull(reservation);
        lock (_gate)
        {
            var account = _accounts.Find(reservation.Account);
            account.Settle(reservation.Token, observation, Now);
            return ValueTask.FromResult(account.Level(Now, pods: 1));
        }
    }

    /// <inheritdoc/>
    public ValueTask ForgetAsync(string account)
    {
        lock (_gate)
        {
            _accounts.Remove(account);
        }

        return ValueTask.CompletedTask;
    }

    private double Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
