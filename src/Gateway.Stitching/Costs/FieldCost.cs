namespace Gateway.Stitching.Costs;

/// <summary>What is known of a field's cost before anyone asks for it.</summary>
/// <param name="Weight">Points for each time it is resolved.</param>
/// <param name="Size">How long the list is that it leads to; null if it leads to none, or to one of which nothing is said.</param>
/// <param name="HasWeighedArguments">Whether some argument, or something within one, has a weight.</param>
internal sealed record FieldCost(double Weight, ListSize? Size, bool HasWeighedArguments)
{
    public static FieldCost None { get; } = new(0, null, false);
}
