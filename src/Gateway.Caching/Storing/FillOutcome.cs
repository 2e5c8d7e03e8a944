namespace Gateway.Caching.Storing;

/// <summary>What became of a fill in Redis. The numbers are those that <see cref="RedisScripts.Fill"/> returns.</summary>
internal enum FillOutcome
{
    /// <summary>It began before an invalidation, or in another epoch.</summary>
    Refused = 0,

    Stored = 1,

    /// <summary>The entity's mark is lost, and nobody is sure that there was no later one.</summary>
    Unvouched = 2,

    /// <summary>Nothing in it can be written.</summary>
    Empty = 3,

    /// <summary>There was no answer.</summary>
    Failed = 4,
}
