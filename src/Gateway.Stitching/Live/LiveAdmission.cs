using System.Collections.Immutable;
using Gateway.GraphQL.Errors;

namespace Gateway.Stitching.Live;

/// <summary>Whether a request for a subscription was admitted.</summary>
/// <param name="Operation">The subscription; null if there are errors.</param>
/// <param name="Errors">Why it was refused; empty if it was not.</param>
/// <param name="Outcome">How the request ended if it was refused.</param>
public readonly record struct LiveAdmission(LiveOperation? Operation, ImmutableArray<GraphQLError> Errors, GatewayOutcome Outcome);
