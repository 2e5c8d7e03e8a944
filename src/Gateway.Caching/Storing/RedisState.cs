namespace Gateway.Caching.Storing;

/// <summary>What can be expected of Redis just now.</summary>
public enum RedisState
{
    /// <summary>There is no connection. Nothing is asked of it.</summary>
    Down,

    /// <summary>It answers and takes writes.</summary>
    Up,

    /// <summary>It is connected, and answers too late or not at all. Nothing is asked of it.</summary>
    Slow,

    /// <summary>It answers and refuses writes, as a replica does, also one that was the master a moment ago. Nothing is asked of it: it may be old.</summary>
    ReadOnly,

    /// <summary>It has no memory left and evicts nothing. Only reads are asked of it.</summary>
    Full,

    /// <summary>It does not let us in. Nothing is asked of it.</summary>
    Denied,

    /// <summary>A part of a cluster cannot be reached. What is kept there is fetched by each process for itself, and cannot be invalidated.</summary>
    Partial,
}
