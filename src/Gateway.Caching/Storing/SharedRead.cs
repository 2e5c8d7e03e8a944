using Gateway.Caching.Keys;

namespace Gateway.Caching.Storing;

/// <summary>What a round trip to Redis found.</summary>
/// <param name="Position">Where the sequence was, not later than when the records were read. Unknown if no record counts.</param>
/// <param name="Records">Those that have something valid. Empty if the epoch is another than was asked for.</param>
/// <param name="Held">After a claim, entities that another process has claimed, whether or not something of them was found.</param>
internal sealed record SharedRead(SharedPosition Position, IReadOnlyList<SharedRecord> Records, IReadOnlyList<EntityKey> Held);
