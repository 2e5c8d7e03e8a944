namespace Gateway.Caching.Quota;

/// <summary>Keeps what is left of the upstream's quota, and what of it is spoken for, so that no request is sent that must be refused.</summary>
/// <remarks>Never throws because Redis is away. Safe for concurrent use.</remarks>
public interface IQuotaLedger
{
    /// <summary>Sets a part of the quota aside for a request, if there is enough.</summary>
    ValueTask<QuotaDecision> ReserveAsync(QuotaAsk ask, CancellationToken cancel);

    /// <summary>Ends a reservation.</summary>
    /// <param name="reservation">Granted by this ledger, and not settled yet.</param>
    /// <param name="observation">What the answer told; null if none came, and then the reservation counts as spent.</param>
    /// <returns>What is left.</returns>
    /// <remarks>Cannot be cancelled: what was sent has been charged.</remarks>
    ValueTask<QuotaLevel> SettleAsync(QuotaReservation reservation, QuotaObservation? observation);

    /// <summary>Forgets an account whose credential the upstream refuses. It begins anew if it is asked for again.</summary>
    /// <remarks>Where Redis is away, what it has of the account ends by itself after a time.</remarks>
    ValueTask ForgetAsync(string account);
}
