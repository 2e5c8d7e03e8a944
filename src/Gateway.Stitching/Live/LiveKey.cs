using Gateway.GraphQL.Planning;

namespace Gateway.Stitching.Live;

/// <summary>Subscribers with the same key are told the same.</summary>
/// <param name="Plan">The operation.</param>
/// <param name="Variables">Its variables, as canonical JSON.</param>
/// <param name="Scope">Whose view it is.</param>
internal readonly record struct LiveKey(OperationPlan Plan, string Variables, string Scope);
