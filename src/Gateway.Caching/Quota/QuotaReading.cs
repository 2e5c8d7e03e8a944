namespace Gateway.Caching.Quota;

/// <summary>What an answer told of one kind of quota. Null means that nothing was said.</summary>
/// <param name="Limit">How much there is in all; one that is not positive counts as not told.</param>
/// <param name="Remaining">How much was left after the request.</param>
/// <param name="Reset">When all of it is back, in milliseconds of Unix time; one that was past when the request was made counts as not told.</param>
public readonly record struct QuotaReading(double? Limit, double? Remaining, long? Reset);
