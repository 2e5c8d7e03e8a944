using System.Collections.Immutable;

namespace Gateway.GraphQL.Planning;

/// <summary>What a fragment with <c>@defer</c> adds to the object it stands in: it may be answered after the rest.</summary>
/// <param name="Label">The name that the document gives it; null for none.</param>
/// <param name="Fields">Its fields, those aside that the rest asks for as well.</param>
/// <remarks>https://github.com/graphql/defer-stream-wg</remarks>
public sealed record DeferredFragment(string? Label, ImmutableArray<FieldPlan> Fields);
