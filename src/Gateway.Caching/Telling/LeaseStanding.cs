namespace Gateway.Caching.Telling;

/// <summary>Who holds a lease.</summary>
/// <param name="IsMine">Whether this process does.</param>
/// <param name="Note">What the holder says; empty if it is not known.</param>
public readonly record struct LeaseStanding(bool IsMine, string Note);
