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

    /// <summary>What is answered first; all there is, unless something is deferred.</summary>
    public ImmutableArray<FieldPlan> Fields { get; }

    /// <summary>What may come later, in the order of the document; empty unless the operation was compiled for that.</summary>
    public ImmutableArray<DeferredFragment> Deferred { get; internal init; } = [];

    /// <summary>The fields, and those that may come later.</summary>
    public IEnumerable<FieldPlan> All => Deferred.IsEmpty ? Fields : Fields.Concat(Deferred.SelectMany(fragment => fragment.Fields));

    /// <summary>Why it cannot be told what is selected, and then there are no fields; null if all is well.</summary>
    public ArgumentProblem? Problem { get; internal init; }
}
