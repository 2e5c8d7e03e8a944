namespace Gateway.Caching.Storing;

/// <summary>What Redis answered to a <see cref="ReadQuestion"/>.</summary>
/// <param name="Position">Where the sequence was, not later than when the records were read.</param>
/// <param name="Records">In the order of the question; none at all if they do not count.</param>
internal sealed record RawReading(SharedPosition Position, ArraySegment<RawRecord> Records);
