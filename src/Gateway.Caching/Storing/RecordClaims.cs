using System.Collections.Frozen;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Caching.Storing;

/// <summary>What became of a claim to fetch records. What is not held by another is the caller's to fetch, or to give back.</summary>
/// <param name="Records">What is known of them by now: perhaps brought meanwhile, perhaps what was known before.</param>
/// <param name="Held">Those that another process fetches just now: worth waiting for a little, and claiming again.</param>
public sealed record RecordClaims(IReadOnlyDictionary<EntityKey, EntityRecord> Records, IReadOnlySet<EntityKey> Held)
{
    /// <summary>All is for the caller to fetch.</summary>
    public static RecordClaims Granted { get; } =
        new(FrozenDictionary<EntityKey, EntityRecord>.Empty, FrozenSet<EntityKey>.Empty);
}
