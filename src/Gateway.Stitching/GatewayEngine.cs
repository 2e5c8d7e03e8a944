using System.Collections.Immutable;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;
using Gateway.Linear;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Costs;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
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
    private readonly LimitsOptions _limits;
    private readonly TimeProvider _time;

    public GatewayEngine(GatewayModel model, IRecordStore store, IUpstream upstream, FetchOptions options, LimitsOptions limits, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(limits);
        _model = model;
        _store = store;
        _options = options;
        _limits = limits;
        _time = time;
        _reader = new RecordReader(model, store);
        _plans = new PlanCache(model.Schema, limits.ToDocumentLimits(), capacity: 64 << 20);
        var packer = new BatchPacker(model, options, time);
        var exchange = new UpstreamExchange(model, store, upstream, packer, time);
        _loader = new EntityLoader(CacheScope.Service, store, packer, exchange, options, time);
        _refresher = new BackgroundRefresher(CacheScope.Service, store, _loader, options);
    }

    /// <summary>Tells when the upstream's quota is short, so that old values are served for longer. Default: it never is.</summary>
    public BudgetGauge Budget
    {
        get => _reader.Budget;
        init => _reader.Budget = _refresher.Budget = value;
    }

    /// <summary>Writes the whole response to a request.</summary>
    /// <remarks>Throws only when it is cancelled.</remarks>
    public async ValueTask<GatewayResult> ExecuteAsync(GatewayRequest request, ResponseBuffer output, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(output);
        var document = _plans.Get(request.Document);
        if (!document.Errors.IsEmpty)
        {
            return Refuse(output, RequestErrors.OfDocument(document, request.AllowsIntrospection));
        }

        if (!document.TryGetOperation(request.OperationName, out var plan, out var error))
        {
            return Refuse(output, RequestErrors.OfOperation(error));
        }

        if (plan.Kind != OperationKind.Query)
        {
            return request.AllowsMutations
                ? Refuse(output, RequestErrors.OfKind(plan.Kind))
                : Refuse(output, RequestErrors.NotOverGet, GatewayOutcome.QueriesOnly);
        }

        if (plan.Introspects && !request.AllowsIntrospection)
        {
            return Refuse(output, RequestErrors.Introspection);
        }

        var variables = VariableCoercion.Coerce(plan.Variables, request.Variables, plan.Source);
        if (!variables.Ok)
        {
            return Refuse(output, RequestErrors.OfVariables(variables.Errors, request.AllowsIntrospection));
        }

        if (plan.Variant(variables.Values) is not { } variant)
        {
            return Refuse(output, RequestErrors.TooLargeToPlan);
        }

        return CheckCost(plan, variant, variables.Values) is { } dear
            ? Refuse(output, dear)
            : await RunAsync(new OperationRun(_model.Schema, plan, variant, variables.Values), output, cancel).ConfigureAwait(false);
    }

    /// <summary>Why the operation must not run with these variables; null if it may.</summary>
    private GraphQLError? CheckCost(OperationPlan plan, OperationVariant variant, VariableValues variables)
    {
        var costs = CostPlan.Of(_model.Costs, variant);
        if (costs.Check(variables, plan.Source) is { } unsized)
        {
            return RequestErrors.OfSlicing(unsized);
        }

        var cost = costs.Of(variables);
        return cost.Total <= _limits.Cost ? null : RequestErrors.OfCost(cost, _limits.Cost);
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

        var refusal = source.Harvests.Refusal;
        if (source.IsStale && refusal is not null)
        {
            output.Append(",\"extensions\":{\"cache\":{\"stale\":true,\"reason\":\"budget\"}}"u8);
        }

        output.Append((byte)'}');
        return new GatewayResult(GatewayOutcome.Executed, source.IsStale) { Refusal = run.Errors.Count > 0 ? refusal : null };
    }

    private static GatewayResult Refuse(ResponseBuffer output, GraphQLError error, GatewayOutcome outcome = GatewayOutcome.Refused) =>
        Refuse(output, [error], outcome);

    private static GatewayResult Refuse(
        ResponseBuffer output, ImmutableArray<GraphQLError> errors, GatewayOutcome outcome = GatewayOutcome.Refused)
    {
        ResponseWriter.WriteRefusal(output, errors);
        return new GatewayResult(outcome, IsStale: false);
    }
}
