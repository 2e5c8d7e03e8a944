namespace Gateway.Caching.Invalidation;

/// <summary>A kind of lists that are invalidated together. One object for each name in a store.</summary>
public sealed class CacheTag(string name)
{
    /// <summary>The name of the tag that is invalidated whenever an entity is removed. No type is named so.</summary>
    public const string Removal = "@removed";

    private long _invalidatedAt;
    private long _steps;

    public string Name { get; } = name;

    /// <summary>The sequence number of the last invalidation; 0 if there was none.</summary>
    public long InvalidatedAt => Volatile.Read(ref _invalidatedAt);

    /// <summary>
    /// How many changes have begun and ended, in the order in which they came to this process, which may be another than that of their numbers. Odd
    /// while one is under way. Counted for <see cref="Removal"/> alone.
    /// </summary>
    internal long Steps => Volatile.Read(ref _steps);

    /// <summary>A change begins, or ends. The caller lets no two in at a time.</summary>
    internal void Step() => Interlocked.Increment(ref _steps);

    /// <summary>Notes an invalidation, unless there was a later one.</summary>
    internal void Invalidate(long sequence)
    {
        long known = Volatile.Read(ref _invalidatedAt);
        while (sequence > known)
        {
            long seen = Interlocked.CompareExchange(ref _invalidatedAt, sequence, known);
            if (seen == known)
            {
                return;
            }

            known = seen;
        }
    }
}
