namespace Gateway.Caching.Storing;

/// <summary>The place of a process among those that an invalidation waits for.</summary>
/// <param name="Pod">The name of the process: random.</param>
/// <param name="JoinedAt">The number at which it joined: up to there it took for applied what it had not heard of.</param>
internal readonly record struct Seat(string Pod, long JoinedAt);
