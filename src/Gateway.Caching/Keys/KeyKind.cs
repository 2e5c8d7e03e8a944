namespace Gateway.Caching.Keys;

/// <summary>What a key in Redis holds.</summary>
internal enum KeyKind
{
    /// <summary>What is known of an entity in one scope.</summary>
    Record,

    /// <summary>The last invalidation of an entity.</summary>
    Mark,

    /// <summary>Who fetches an entity for one scope just now.</summary>
    Lease,
}
