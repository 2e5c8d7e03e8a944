namespace Gateway.Caching.Keys;

/// <summary>What a key in Redis names.</summary>
/// <param name="Kind">Which of the others count.</param>
/// <param name="Entity">The entity of a record or a mark.</param>
/// <param name="Scope">The scope of a record.</param>
/// <param name="Tag">The tag of a tag's mark; else empty.</param>
internal readonly record struct KeyName(KeyKind Kind, EntityKey Entity, CacheScope Scope, string Tag);
