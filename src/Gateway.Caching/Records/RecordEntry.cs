using Gateway.Caching.Keys;

namespace Gateway.Caching.Records;

/// <summary>One field of a record.</summary>
/// <param name="Key">Which field, with its arguments.</param>
/// <param name="Value">What it holds.</param>
/// <param name="Sequence">The sequence number that the fetch began at.</param>
/// <param name="FetchedAt">When the fetch began: milliseconds of Unix time, for age, and for order only between values of one sequence number.</param>
public readonly record struct RecordEntry(FieldKey Key, FieldValue Value, long Sequence, long FetchedAt)
{
    // No fetch takes longer: a value from further ahead was stamped before the clock was set back.
    private const long LongestFetch = 2 * 60 * 1000;

    /// <summary>Whether the value is no older than <paramref name="maxAge"/>, both in milliseconds; not so for one from the future.</summary>
    public bool IsFresh(long now, long maxAge) => now - FetchedAt <= maxAge && FetchedAt - now <= LongestFetch;

    /// <summary>Whether the value counts before another of the same field.</summary>
    public bool IsLaterThan(in RecordEntry other) =>
        Sequence > other.Sequence
        || (Sequence == other.Sequence && FetchedAt > other.FetchedAt && FetchedAt - other.FetchedAt <= LongestFetch);
}
