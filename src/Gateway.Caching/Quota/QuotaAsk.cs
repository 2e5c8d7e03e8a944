namespace Gateway.Caching.Quota;

/// <summary>What one request wants of the quota.</summary>
/// <param name="Account">Whose quota; empty for the service's own. Never a credential itself.</param>
/// <param name="Requests">How many requests it counts as.</param>
/// <param name="Points">How many points it is predicted to cost.</param>
/// <param name="Floor">What it must leave for others, as a part of each limit: from 0 to 1.</param>
/// <param name="MaxUnobserved">Most requests of all processes that may be under way before the upstream has told any numbers.</param>
/// <param name="Life">How long the request may take at most. A reservation that nobody settles by then counts as spent.</param>
public readonly record struct QuotaAsk(string Account, double Requests, double Points, double Floor, int MaxUnobserved, TimeSpan Life)
{
    /// <summary>Whether a caller waits for it, so that it is let through, whatever is left, where nothing has been sent for a minute.</summary>
    public bool MayProbe { get; init; }
}
