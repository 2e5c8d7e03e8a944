namespace Gateway.Caching.Keys;

/// <summary>What a key in Redis names.</summary>
/// <param name="Kind">What the key holds.</param>
/// <param name="Epoch">The life of the sequence that it belongs to.</param>
/// <param name="Entity">The entity.</param>
/// <param name="Scope">The scope of a record or a lease; that of the service for a mark, which is for all scopes.</param>
internal readonly record struct KeyName(KeyKind Kind, string Epoch, EntityKey Entity, CacheScope Scope);
