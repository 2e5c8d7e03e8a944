using Gateway.Documents;
using Gateway.GraphQL.Execution;
using Gateway.Stitching;

namespace Gateway.Http;

/// <summary>Runs one request: finds its document, and has it answered.</summary>
internal sealed class RequestExecutor(GatewayEngine engine, DocumentResolver documents)
{
    /// <summary>Writes the whole answer.</summary>
    public async ValueTask<RequestOutcome> ExecuteAsync(
        GraphQLRequest request, bool allowsMutations, ResponseBuffer output, CancellationToken cancel)
    {
        if (await documents.ResolveAsync(request, cancel) is { } fault)
        {
            ResponseWriter.WriteRefusal(output, fault.ToError());
            return new RequestOutcome(fault.Status, fault.IsRefusal, IsStale: false);
        }

        var result = await engine.ExecuteAsync(request.ToGatewayRequest(allowsMutations), output, cancel);
        switch (result.Outcome)
        {
            case GatewayOutcome.Refused:
                return new RequestOutcome(StatusCodes.Status400BadRequest, IsRefusal: true, IsStale: false);
            case GatewayOutcome.QueriesOnly:
                return new RequestOutcome(StatusCodes.Status405MethodNotAllowed, IsRefusal: false, IsStale: false);
            default:
                await documents.KeepAsync(request, cancel);
                return new RequestOutcome(StatusCodes.Status200OK, IsRefusal: false, result.IsStale) { RateLimit = result.Refusal };
        }
    }
}
