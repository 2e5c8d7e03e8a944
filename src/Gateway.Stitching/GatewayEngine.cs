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
using Gateway.Stitching.Sources;

namespace Gateway.Stitching;

/// <summary>Answers GraphQL requests from the cache, and from the upstream where the cache lacks something. Safe for concurrent use.</summary>
public sealed class GatewayEngine
{
    // Looking again takes no longer than a walk; only a storm of invalidations could keep a run that long.
    private const int MaxRestarts = 100;

    private readonly GatewayModel _model;
    private readonly IRecordStore _store;
    private readonly RecordReader _reader;
    private readonly EntityLoader _loader;
    private readonly BackgroundRefresher _refresher;
    private readonly PlanCache _plans;
    private readonly FetchOptions _options;
    private readonly DocumentLimits _limits;
    private readonly TimeProvider _time;

    public GatewayEngine(GatewayModel model, IRecordStore store, IUpstream upstream, FetchOptions options, DocumentLimits limits, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _store = store;
        _options = options;
        _limits = limits;
        _time = time;
        _reader = new RecordReader(model, store);
        _plans = new PlanCache(model.Schema, limits, capacity: 64 << 20);
        var packer = new BatchPacker(model, options, time);
        var exchange = new UpstreamExchange(model, store, upstream, packer, time);
        _loader = new EntityLoader(CacheScope.Service, store, packer, exchange, options, time);
        _refresher = new BackgroundRefresher(CacheScope.Service, store, _loader, options);
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

        if (plan.Kind != OperationKind.Query)
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

        return await RunAsync(new OperationRun(_model.Schema, plan, variant, variables.Values), output, cancel).ConfigureAwait(false);
    }

    private async ValueTask<GatewayResult> RunAsync(OperationRun run, ResponseBuffer output, CancellationToken cancel)
    {
        var source = new RecordSource(
            _reader, CacheScope.Service, run, _time.GetUtcNow().ToUnixTimeMilliseconds(), _options.NotFoundMaxAge);
        output.Append("{\"data\":"u8);
        int start = output.Length;
        int restarts = 0;
        WaveLoader? loader = null;
        while (true)
        {
            output.Truncate(start);
            source.BeginWalk();
            if (!run.Walk(source, RecordSource.Root, output))
            {
                loader ??= new WaveLoader(source, CacheScope.Service, _store, _loader, _options, _time);
                await loader.LoadAsync(cancel).ConfigureAwait(false);
            }
            else if (!source.IsOvertaken || restarts == MaxRestarts)
            {
                break;
            }
            else
            {
                // Something was invalidated since the run began. If it is what the run has read, it must not be served any more.
                restarts++;
                source.Restart();
                loader?.Restart();
            }
        }

        if (source.HasRefreshes)
        {
            _refresher.Start(source.Refreshes);
        }

        if (run.Errors.Count > 0)
        {
            output.Append((byte)',');
            ResponseWriter.WriteErrors(output, run.Errors);
        }

        source.Warnings.WriteExtensions(output);
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
