using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;

namespace Gateway.Stitching;

/// <summary>What a request asks for, once it is clear that it may.</summary>
/// <param name="Plan">The operation.</param>
/// <param name="Variant">What of it is to run.</param>
/// <param name="Variables">Its variables, coerced.</param>
internal readonly record struct AdmittedOperation(OperationPlan Plan, OperationVariant Variant, VariableValues Variables);
