namespace Gateway.Stitching.Fetching;

/// <summary>What one root field of a document costs by the formula.</summary>
/// <param name="Field">Its name in the schema.</param>
/// <param name="Points">The cost of all its calls.</param>
internal readonly record struct FetchPart(string Field, double Points);
