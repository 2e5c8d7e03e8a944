using Gateway.Caching.Keys;

namespace Gateway.Caching.Storing;

/// <summary>What a process must know of the past when it joins. Numbers are those of the epoch.</summary>
/// <param name="Position">Where the sequence is.</param>
/// <param name="Everything">When everything was last invalidated; 0 for never.</param>
/// <param name="Tags">When each tag was last invalidated; those left out were never.</param>
/// <param name="Types">The same of whole types.</param>
/// <param name="Removed">Entities that were removed, and when.</param>
/// <param name="RemovedFloor">Up to this number removals may be missing from the list.</param>
internal sealed record SharedState(
    SharedPosition Position,
    long Everything,
    IReadOnlyDictionary<string, long> Tags,
    IReadOnlyDictionary<string, long> Types,
    IReadOnlyList<KeyValuePair<EntityKey, long>> Removed,
    long RemovedFloor)
{
    /// <summary>The number at which the process took its seat: up to there it takes for applied what it has not heard of. Not above the position.</summary>
    public long SeatedAt { get; init; } = Position.Number;

    /// <summary>Whether no process can be in step any more with the epoch before.</summary>
    public bool IsSettled { get; init; }
}
