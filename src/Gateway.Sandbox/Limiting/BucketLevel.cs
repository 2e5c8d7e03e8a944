namespace Gateway.Sandbox.Limiting;

/// <summary>How full a bucket is.</summary>
/// <param name="Limit">What fits.</param>
/// <param name="Remaining">What is in, rounded down.</param>
/// <param name="Reset">About a period ahead, in ms since 1970.</param>
internal readonly record struct BucketLevel(int Limit, long Remaining, long Reset);
