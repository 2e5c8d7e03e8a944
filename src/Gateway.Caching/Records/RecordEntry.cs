using Gateway.Caching.Keys;

namespace Gateway.Caching.Records;

/// <summary>One field of a record.</summary>
/// <param name="Key">Which field, with its arguments.</param>
/// <param name="Value">What it holds.</param>
/// <param name="Sequence">The sequence number that the fetch began at.</param>
/// <param name="FetchedAt">When the fetch began: milliseconds of Unix time, for age only, never for order.</param>
public readonly record struct RecordEntry(FieldKey Key, FieldValue Value, long Sequence, long FetchedAt);
