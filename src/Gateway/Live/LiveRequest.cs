using Gateway.Auth;
using Gateway.Http;
using Gateway.Stitching;

namespace Gateway.Live;

/// <summary>What a caller asks on a connection that stays.</summary>
/// <param name="Request">As over HTTP. Whoever runs it disposes of it when it is read.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Scope">Whose view it is answered with.</param>
/// <param name="AllowsMutations">Whether a mutation may be run.</param>
internal sealed record LiveRequest(GraphQLRequest Request, Caller Caller, CallerScope Scope, bool AllowsMutations);
