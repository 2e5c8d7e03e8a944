using Gateway.Caching.Keys;

namespace Gateway.Caching.Storing;

/// <summary>What a read has found so far.</summary>
/// <param name="position">Where the sequence was.</param>
internal sealed class RedisFindings(SharedPosition position)
{
    public List<SharedRecord> Records { get; } = [];

    public List<EntityKey> Held { get; } = [];

    public SharedRead ToRead() => new(position, Records, Held);
}
