namespace Gateway.Linear;

/// <summary>One step of an error's path.</summary>
/// <param name="Name">A response name; null if this is the index of a list item.</param>
/// <param name="Index">The index, from 0; -1 if this is a name.</param>
public readonly record struct UpstreamPathSegment(string? Name, int Index);
