using Gateway.Auth;
using Gateway.Documents;
using Gateway.GraphQL.Execution;
using Gateway.Stitching;
using Gateway.Stitching.Access;

namespace Gateway.Http;

/// <summary>Runs one request: finds its document, and has it answered.</summary>
internal sealed class RequestExecutor(ServedEngine served, DocumentResolver documents, CallerScopes scopes, CallerClasses classes, AuthMetrics metrics)
{
    /// <summary>Writes the whole answer to a caller who is admitted, or sends it in parts where it may.</summary>
    public async ValueTask<RequestOutcome> ExecuteAsync(
        HttpContext context, Caller caller, GraphQLRequest request, bool allowsMutations, ResponseBuffer output, IPartReceiver? parts)
    {
        var cancel = context.RequestAborted;
        if (await documents.ResolveAsync(request, cancel) is { } fault)
        {
            ResponseWriter.WriteRefusal(output, fault.ToError());
            return new RequestOutcome(fault.Status, fault.IsRefusal, IsStale: false);
        }

        var asked = request.ToGatewayRequest(allowsMutations) with
        {
            Access = caller.Access,
            AllowsIntrospection = caller.Access.May(Permissions.Introspect),
            Caller = scopes.Of(context),
            Parts = parts,
        };
        var headers = context.Request.Headers;
        if (CacheDirectives.AreIn(headers))
        {
            asked = asked with
            {
                Demand = classes.MayDemand(caller.Class) ? CacheDirectives.Read(headers) : default,
                Explains = headers.ContainsKey(CacheDirectives.Explain) && classes.MayBeExplained(caller.Class),
            };
        }

        var result = await served.Current.ExecuteAsync(asked, output, cancel);
        switch (result.Outcome)
        {
            case GatewayOutcome.Refused:
                return new RequestOutcome(StatusCodes.Status400BadRequest, IsRefusal: true, IsStale: false);
            case GatewayOutcome.Forbidden:
                metrics.CountRefusal("forbidden");
                return new RequestOutcome(StatusCodes.Status403Forbidden, IsRefusal: true, IsStale: false);
            case GatewayOutcome.QueriesOnly:
                return new RequestOutcome(StatusCodes.Status405MethodNotAllowed, IsRefusal: false, IsStale: false);
            default:
                await documents.KeepAsync(request, cancel);
                return new RequestOutcome(StatusCodes.Status200OK, IsRefusal: false, result.IsStale)
                {
                    WasSentInParts = result.WasSentInParts,
                    RateLimit = result.Refusal,
                    Use = result.Use,
                    OldestAt = result.OldestAt,
                };
        }
    }
}
