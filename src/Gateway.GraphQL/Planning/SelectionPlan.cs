using System.Collections.Immutable;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;

namespace Gateway.GraphQL.Planning;

/// <summary>The fields to write for an object of one type, in the order of the response.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Field-Collection</remarks>
public sealed class SelectionPlan
{
    internal SelectionPlan(ObjectType type, ImmutableArray<FieldPlan> fields) => (Type, Fields) = (type, fields);

    public ObjectType Type { get; }

    public ImmutableArray<FieldPlan> Fields { get; }

    /// <summary>Why it cannot be told what is selected, and then there are no fields; null if all is well.</summary>
    public ArgumentProblem? Problem { get; internal init; }
}
