namespace Gateway.Caching.Records;

/// <summary>One field's value as it is shared between processes.</summary>
/// <param name="Value">What it holds; neither it nor what is inside is of kind <see cref="FieldValueKind.None"/> or an error.</param>
/// <param name="Sequence">The sequence number that the fetch began at; not negative.</param>
/// <param name="FetchedAt">When the fetch began: milliseconds of Unix time; not negative.</param>
internal readonly record struct StoredValue(FieldValue Value, long Sequence, long FetchedAt);
