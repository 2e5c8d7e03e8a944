using Gateway.Caching.Keys;

namespace Gateway.Caching.Storing;

/// <summary>What a <see cref="RecordTable"/> must know of the time before it begins anew. All numbers are later than any it has seen.</summary>
/// <param name="Floor">Below this nothing is valid of an entity whose own mark is not known.</param>
/// <param name="Everything">When everything was last invalidated, or where the new numbering begins.</param>
/// <param name="Tags">The last invalidation of each tag.</param>
/// <param name="Types">The same of whole types.</param>
/// <param name="Removed">When entities were removed.</param>
/// <param name="RemovedFloor">Links from before this number may lead to what was removed.</param>
internal sealed record TablePast(
    long Floor,
    long Everything,
    IReadOnlyCollection<KeyValuePair<string, long>> Tags,
    IReadOnlyCollection<KeyValuePair<string, long>> Types,
    IReadOnlyCollection<KeyValuePair<EntityKey, long>> Removed,
    long RemovedFloor);
