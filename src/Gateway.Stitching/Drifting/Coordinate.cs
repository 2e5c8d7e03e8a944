namespace Gateway.Stitching.Drifting;

/// <summary>Reads schema coordinates such as <c>Issue.title</c> and <c>Query.issues(filter:)</c>.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Schema-Coordinates</remarks>
internal static class Coordinate
{
    /// <summary>The type, and where it names them its member and that one's argument.</summary>
    public static (string Type, string? Member, string? Argument) Split(string coordinate)
    {
        string[] parts = coordinate.Split('.', '(', ':');
        return (parts[0], parts.ElementAtOrDefault(1), parts.Length > 2 ? parts[2] : null);
    }
}
