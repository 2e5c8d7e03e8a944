namespace Gateway.Caching.Storing;

/// <summary>How far the sequence in Redis has come.</summary>
/// <param name="Epoch">
/// Which life of the sequence: a random name made when it begins anew, because Redis lost it or may have lost something. Numbers of different
/// epochs have nothing to do with each other. Empty where it is not known for sure, so that a process must join again.
/// </param>
/// <param name="Number">The number of the last invalidation.</param>
internal readonly record struct SharedPosition(string Epoch, long Number)
{
    /// <summary>What was said may be of another life, or by a server that nobody has looked at yet.</summary>
    public static SharedPosition Unknown { get; } = new("", 0);
}
