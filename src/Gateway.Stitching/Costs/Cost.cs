namespace Gateway.Stitching.Costs;

/// <summary>Points, by where they come from.</summary>
/// <remarks>https://ibm.github.io/graphql-specs/cost-spec.html#sec-Type-Cost, https://ibm.github.io/graphql-specs/cost-spec.html#sec-Field-Cost</remarks>
/// <param name="Types">Of the values that there may be, each by the weight of its type.</param>
/// <param name="Fields">Of the fields that are resolved, each by its own weight and those of its arguments.</param>
internal readonly record struct Cost(double Types, double Fields)
{
    // Sums of tenths are off by some digits at the far end, which nobody wants to read.
    private const int Decimals = 3;

    /// <summary>All points, to a thousandth.</summary>
    public double Total => Math.Round(Types + Fields, Decimals);

    public static Cost operator +(Cost left, Cost right) => new(left.Types + right.Types, left.Fields + right.Fields);

    public static Cost operator *(Cost cost, double times) => new(cost.Types * times, cost.Fields * times);

    /// <summary>The dearer of two.</summary>
    public static Cost Max(Cost left, Cost right) => right.Types + right.Fields > left.Types + left.Fields ? right : left;
}
