using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Stitching.Watching;

/// <summary>An entity of which the upstream tells something else.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Differing">What of it we would have served differs.</param>
/// <param name="IsGone">Whether the upstream knows no such entity any more.</param>
internal sealed record Suspect(EntityKey Key, IReadOnlyList<RecordEntry> Differing, bool IsGone);
