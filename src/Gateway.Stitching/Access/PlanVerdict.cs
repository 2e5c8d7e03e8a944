using System.Collections.Immutable;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Values;

namespace Gateway.Stitching.Access;

/// <summary>What a deny list says of an operation, before there are variables.</summary>
/// <param name="Errors">Why it must not run; empty if it may.</param>
/// <param name="Suspects">The variables whose values must be looked at.</param>
internal sealed record PlanVerdict(IReadOnlyList<GraphQLError> Errors, ImmutableArray<VariableDefinition> Suspects);
