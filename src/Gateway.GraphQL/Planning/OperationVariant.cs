namespace Gateway.GraphQL.Planning;

/// <summary>An operation with every <c>@skip</c> and <c>@include</c> decided, so that a walk has nothing left to ask.</summary>
/// <param name="Root">What is selected of the root type.</param>
/// <param name="ArgumentSlots">How many fields have arguments that depend on variables.</param>
public sealed record OperationVariant(SelectionPlan Root, int ArgumentSlots)
{
    /// <summary>What whoever runs it has worked out for it. Those that find another's work here, or none, do their own.</summary>
    public object? Prepared { get; set; }

    /// <summary>How many objects the last run of it met, so that the next one makes room for as many at once. Any run may set it.</summary>
    public int ExpectedObjects { get; set; }

    /// <summary>The same operation with nothing but one field of its root, for one step of a serial execution.</summary>
    /// <remarks>https://spec.graphql.org/September2025/#sec-Mutation</remarks>
    public OperationVariant Only(FieldPlan field) => new(new SelectionPlan(Root.Type, [field]), ArgumentSlots);
}
