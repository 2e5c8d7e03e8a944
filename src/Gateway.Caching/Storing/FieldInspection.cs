namespace Gateway.Caching.Storing;

/// <summary>One field of an entity as Redis holds it.</summary>
/// <param name="Field">Its name, with canonical arguments in parentheses if it has any.</param>
/// <param name="Value">The value as JSON; a link as its entity's key, an embedded object with its fields.</param>
/// <param name="Sequence">The sequence number that the fetch began at.</param>
/// <param name="FetchedAt">When the fetch began.</param>
/// <param name="Bytes">Its length in Redis.</param>
/// <param name="IsValid">Whether nothing that the store itself knows of invalidates it. Tags and age are for readers to check.</param>
public sealed record FieldInspection(string Field, string Value, long Sequence, DateTimeOffset FetchedAt, int Bytes, bool IsValid);
