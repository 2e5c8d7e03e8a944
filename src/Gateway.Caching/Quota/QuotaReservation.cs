namespace Gateway.Caching.Quota;

/// <summary>A part of the quota that is one request's own until it is settled or its life ends.</summary>
/// <param name="Account">Whose quota.</param>
/// <param name="Token">What the ledger knows it by.</param>
public sealed record QuotaReservation(string Account, string Token);
