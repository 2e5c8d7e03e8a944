namespace Gateway.GraphQL.Validation.Limits;

/// <summary>How much a selection set selects with its fragments expanded, whatever its conditions are.</summary>
/// <param name="Root">Fields of the set itself, without those below them.</param>
/// <param name="Fields">All fields.</param>
/// <param name="Depth">Levels of fields.</param>
internal readonly record struct SelectionCounts(long Root, long Fields, long Depth)
{
    /// <summary>A field with what is below it.</summary>
    public static SelectionCounts OfField(SelectionCounts below) => new(1, Sum(1, below.Fields), Sum(1, below.Depth));

    /// <summary>Both in one set.</summary>
    public SelectionCounts With(SelectionCounts other) =>
        new(Sum(Root, other.Root), Sum(Fields, other.Fields), Math.Max(Depth, other.Depth));

    // Fragments that spread fragments double a count with every line.
    private static long Sum(long left, long right) => Math.Min(left + right, LimitBreach.Most);
}
