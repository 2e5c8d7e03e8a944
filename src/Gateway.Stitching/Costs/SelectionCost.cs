namespace Gateway.Stitching.Costs;

/// <summary>What is selected of one object costs so much.</summary>
/// <param name="Once">Points that do not depend on a list's length.</param>
/// <param name="PerItem">Points for each item of the lists whose length the field above decides; nothing where it decides none.</param>
internal readonly record struct SelectionCost(Cost Once, Cost PerItem)
{
    public static SelectionCost operator +(SelectionCost left, SelectionCost right) =>
        new(left.Once + right.Once, left.PerItem + right.PerItem);
}
