namespace Gateway.GraphQL.Types;

/// <summary>One thing in which a slice of a schema and the published schema are not at one.</summary>
/// <param name="Kind">In what respect they differ.</param>
/// <param name="Coordinate">Where, as in <c>Issue.title</c> or <c>Query.issues(filter:)</c>.</param>
/// <param name="Message">The same for people, as one sentence.</param>
/// <remarks>https://spec.graphql.org/September2025/#sec-Schema-Coordinates</remarks>
public sealed record SchemaDifference(SchemaDifferenceKind Kind, string Coordinate, string Message)
{
    public override string ToString() => Message;
}
