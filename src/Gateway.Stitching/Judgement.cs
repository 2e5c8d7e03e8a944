using System.Collections.Immutable;
using Gateway.GraphQL.Errors;

namespace Gateway.Stitching;

/// <summary>Whether a request may run.</summary>
/// <param name="Operation">What it asks for; of no use if there are errors.</param>
/// <param name="Errors">Why it must not; empty if it may.</param>
/// <param name="Outcome">How it ends if it must not.</param>
internal readonly record struct Judgement(AdmittedOperation Operation, ImmutableArray<GraphQLError> Errors, GatewayOutcome Outcome)
{
    public static Judgement Refuse(ImmutableArray<GraphQLError> errors, GatewayOutcome outcome = GatewayOutcome.Refused) => new(default, errors, outcome);
}
