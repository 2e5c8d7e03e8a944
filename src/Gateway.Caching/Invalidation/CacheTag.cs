namespace Gateway.Caching.Invalidation;

/// <summary>A kind of lists that are invalidated together. One object for each name in a store.</summary>
public sealed class CacheTag(string name)
{
    /// <summary>The name of the tag that is invalidated whenever an entity is removed. No type is named so.</summary>
    public const string Removal = "@removed";

    private long _invalidatedAt;

    public string Name { get; } = name;

    /// <summary>The sequence number of the last invalidation; 0 if there was none.</summary>
    public long InvalidatedAt => Volatile.Read(ref _invalidatedAt);

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
