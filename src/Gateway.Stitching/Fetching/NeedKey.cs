using Gateway.Caching.Keys;

namespace Gateway.Stitching.Fetching;

/// <summary>What a need is about: an entity, or one root field with its arguments.</summary>
/// <param name="Entity">The entity; for a root field, its own record.</param>
/// <param name="RootField">Null for an entity.</param>
internal readonly record struct NeedKey(EntityKey Entity, FieldKey? RootField);
