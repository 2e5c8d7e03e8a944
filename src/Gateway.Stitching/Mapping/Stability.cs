namespace Gateway.Stitching.Mapping;

/// <summary>Reads off a description whether what it describes may change or go without notice, so that it is asked for only on demand.</summary>
internal static class Stability
{
    private static readonly string[] Marks = ["[Internal]", "[ALPHA]"];

    /// <summary>Whether a mark such as <c>[Internal]</c> stands anywhere in it.</summary>
    public static bool IsUnstable(string? description) =>
        description is not null && Marks.Any(mark => description.Contains(mark, StringComparison.OrdinalIgnoreCase));
}
