namespace Gateway.GraphQL.Validation.Limits;

/// <summary>How much a document may select. All of it is counted in time linear in the document, before anything is expanded.</summary>
/// <param name="Depth">Most levels of fields of an operation, fragments expanded.</param>
/// <param name="Aliases">Most aliases of a document, as written.</param>
/// <param name="RootFields">Most fields at the root of an operation, fragments expanded.</param>
/// <param name="Directives">Most directives of a document, as written.</param>
/// <param name="Fragments">Most fragment definitions.</param>
/// <param name="Fields">Most fields of an operation, fragments expanded.</param>
public sealed record SelectionLimits(int Depth, int Aliases, int RootFields, int Directives, int Fragments, int Fields)
{
    /// <summary>No limit at all.</summary>
    public static SelectionLimits None { get; } =
        new(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue);
}
