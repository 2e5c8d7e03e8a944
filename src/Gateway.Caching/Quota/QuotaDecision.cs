using System.Diagnostics.CodeAnalysis;

namespace Gateway.Caching.Quota;

/// <summary>What the ledger answers to a request.</summary>
/// <param name="Reservation">Null if it may not be sent.</param>
/// <param name="Level">What is left after it.</param>
public readonly record struct QuotaDecision(QuotaReservation? Reservation, QuotaLevel Level)
{
    /// <summary>Whether the request may be sent; then it must be settled.</summary>
    [MemberNotNullWhen(true, nameof(Reservation))]
    public bool IsGranted => Reservation is not null;
}
