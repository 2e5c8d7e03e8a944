using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Watching;

/// <summary>An entity as this process would have served it when it was chosen.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Type">Its type.</param>
/// <param name="Leaves">Those of its leaves that were fresh; at least one.</param>
internal sealed record WatchedEntity(EntityKey Key, TypeModel Type, IReadOnlyList<RecordEntry> Leaves);
