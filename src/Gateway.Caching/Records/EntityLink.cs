using Gateway.Caching.Keys;

namespace Gateway.Caching.Records;

/// <summary>A reference from a field to an entity.</summary>
public sealed class EntityLink(EntityKey key)
{
    public EntityKey Key { get; } = key;

    /// <summary>Bytes of memory, the id's own included.</summary>
    public int Size => 32 + Key.Size;
}
