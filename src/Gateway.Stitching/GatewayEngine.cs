using System.Collections.Immutable;
using System.Globalization;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;
using Gateway.Linear;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Mutations;
using Gateway.Stitching.Sources;
using Microsoft.Extensions.Logging;

namespace Gateway.Stitching;

/// <summary>Answers GraphQL requests from the cache, and from the upstream where the cache lacks something. Safe for concurrent use.</summary>
public sealed class GatewayEngine
{
    private readonly GatewayModel _model;
    private readonly RunCompletion _completion;
    private readonly MutationRunner _mutations;
    private readonly PlanCache _plans;
    private readonly DocumentLimits _limits;

    public GatewayEngine(GatewayModel model, IRecordStore store, IUpstream upstream, FetchOptions options, DocumentLimits limits, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _limits = limits;
        _plans = new PlanCache(model.Schema, limits, capacity: 64 << 20);
        var packer = new BatchPacker(model, options, time);
        var exchange = new UpstreamExchange(model, store, upstream, packer, time);
        var loader = new EntityLoader(CacheScope.Service, store, packer, exchange, options, time);
        var refresher = new BackgroundRefresher(CacheScope.Service, store, loader, options);
        _completion = new RunCompletion(new RecordReader(model, store), loader, refresher, options, time);
        _mutations = new MutationRunner(model, _completion, new MutationExchange(model, upstream, time), new MutationMarks(store, time));
    }

    /// <summary>Hears when what a mutation changed could not be marked on all pods. Default nobody.</summary>
    public ILogger Logger
    {
        init => _mutations.Logger = value;
    }

    /// <summary>Writes the whole response to a request.</summary>
    /// <remarks>Throws only when it is cancelled.</remarks>
    public async ValueTask<GatewayResult> ExecuteAsync(GatewayRequest request, ResponseBuffer output, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(output);
        var document = _plans.Get(request.Document);
        if (!document.Errors.IsEmpty)
        {
            return Refuse(output, document.Errors);
        }

        if (!document.TryGetOperation(request.OperationName, out var plan, out var error))
        {
            return Refuse(output, [error]);
        }

        if (plan.Kind != OperationKind.Query && !(plan.Kind == OperationKind.Mutation && request.AllowsMutations))
        {
            return request.AllowsMutations
                ? Refuse(output, [new GraphQLError($"This gateway does not answer operations of kind {plan.Kind} yet.")])
                : Refuse(output, [new GraphQLError("Only queries may be sent with GET.")], GatewayOutcome.QueriesOnly);
        }

        var variables = VariableCoercion.Coerce(plan.Variables, request.Variables, plan.Source);
        if (!variables.Ok)
        {
            return Refuse(output, variables.Errors);
        }

        if (plan.Variant(variables.Values) is not { } variant)
        {
            return Refuse(output, [new GraphQLError(
                string.Create(CultureInfo.InvariantCulture, $"The operation has more than {_limits.Fields} fields once its fragments are expanded."))]);
        }

        if (plan.Kind == OperationKind.Mutation)
        {
            return await _mutations.RunAsync(plan, variant, variables.Values, output, cancel).ConfigureAwait(false);
        }

        return await RunAsync(new OperationRun(_model.Schema, plan, variant, variables.Values), output, cancel).ConfigureAwait(false);
    }

    private async ValueTask<GatewayResult> RunAsync(OperationRun run, ResponseBuffer output, CancellationToken cancel)
    {
        var source = _completion.Source(run);
        output.Append("{\"data\":"u8);
        await _completion.CompleteAsync(run, source, output, cancel).ConfigureAwait(false);
        if (run.Errors.Count > 0)
        {
            output.Append((byte)',');
            ResponseWriter.WriteErrors(output, run.Errors);
        }

        output.Append((byte)'}');
        return new GatewayResult(GatewayOutcome.Executed, source.IsStale);
    }

    private static GatewayResult Refuse(
        ResponseBuffer output, ImmutableArray<GraphQLError> errors, GatewayOutcome outcome = GatewayOutcome.Refused)
    {
        ResponseWriter.WriteRefusal(output, errors);
        return new GatewayResult(outcome, IsStale: false);
    }
}
