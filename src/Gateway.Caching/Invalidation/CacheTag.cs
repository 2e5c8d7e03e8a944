namespace Gateway.Caching.Invalidation;

/// <summary>A kind of lists that are invalidated together. One object for each name in a store.</summary>
public sealed class CacheTag(string name)
{
    private long _invalidatedAt;

    public string Name { get; } = name;

    /// <summary>The sequence number of the last invalidation; 0 if there was none.</summary>
    public long InvalidatedAt => Volatile.Read(ref _invalidatedAt);

    internal void Invalidate(long sequence) => Volatile.Write(ref _invalidatedAt, sequence);
}
