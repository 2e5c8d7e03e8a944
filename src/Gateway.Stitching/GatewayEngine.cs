using System.Collections.Immutable;
using System.Security.Cryptography;
using Gateway.Caching.Memo;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;
using Gateway.Linear;
using Gateway.Stitching.Access;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Costs;
using Gateway.Stitching.Explaining;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Mutations;
using Gateway.Stitching.Sources;
using Gateway.Stitching.Telemetry;
using Microsoft.Extensions.Logging;

namespace Gateway.Stitching;

/// <summary>Answers GraphQL requests from the cache, and from the upstream where the cache lacks something. Safe for concurrent use.</summary>
public sealed class GatewayEngine
{
    // Objects that are walked over in a moment: less than a tenth of a millisecond.
    private const int MostAtOnce = 100;

    private readonly GatewayModel _model;
    private readonly RecordReader _reader;
    private readonly UpstreamExchange _exchange;
    private readonly LaneTable _lanes;
    private readonly RunCompletion _completion;
    private readonly MutationRunner _mutations;
    private readonly PlanCache _plans;
    private readonly LimitsOptions _limits;
    private readonly ResponseMemo _memo;
    private readonly TimeProvider _time;

    public GatewayEngine(GatewayModel model, IRecordStore store, IUpstream upstream, FetchOptions options, LimitsOptions limits, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(limits);
        _model = model;
        _limits = limits;
        _time = time;
        _memo = new ResponseMemo(store, 0, time);
        _plans = new PlanCache(model.Schema, limits.ToDocumentLimits(), capacity: 64 << 20);
        var packer = new BatchPacker(model, options, time);
        var companions = new Companions(model, store, packer.Blamed, options, time);
        _exchange = new UpstreamExchange(model, store, upstream, packer, companions, time);
        _reader = new RecordReader(model, store);
        _lanes = new LaneTable(caller =>
        {
            var loader = new EntityLoader(caller, store, packer, _exchange, companions, options, time)
            {
                IsThrifty = () => _reader.Budget.IsShortFor(caller.Scope.Name),
            };
            return new Lane(caller, loader, new BackgroundRefresher(caller, loader, options, _reader));
        });
        _completion = new RunCompletion(_reader, _lanes, options, time);
        _mutations = new MutationRunner(model, _completion, new MutationExchange(model, upstream, time), new MutationMarks(store, time));
    }

    /// <summary>Hears when what a mutation changed could not be marked on all pods, and of faults of our own. Default nobody.</summary>
    public ILogger Logger
    {
        init
        {
            _mutations.Logger = value;
            _exchange.Logger = value;
        }
    }

    /// <summary>Tells when the upstream's quota is short, so that old values are served for longer. Default: it never is.</summary>
    public BudgetGauge Budget
    {
        get => _reader.Budget;
        init => _reader.Budget = value;
    }

    /// <summary>What is measured. Default nothing.</summary>
    public EngineMetrics Metrics
    {
        init
        {
            _reader.Metrics = value;
            _exchange.Metrics = value;
        }
    }

    /// <summary>What it serves.</summary>
    public GatewayModel Model => _model;

    /// <summary>How many callers' scopes something is being fetched for just now, the gateway's own left out.</summary>
    internal int Lanes => _lanes.Count;

    /// <summary>Keeps finished answers. Default: nothing is kept.</summary>
    public ResponseMemo Memo
    {
        init => _memo = value;
    }

    /// <summary>The finished answer to a request that came before; null if it must be run.</summary>
    /// <param name="text">As in <see cref="GatewayRequest.MemoText"/>.</param>
    /// <param name="caller">Whose view of the upstream is asked for.</param>
    /// <param name="access">What the caller may ask for. Only queries are kept, so whoever may not read finds nothing.</param>
    public MemoizedResponse? Recall(ReadOnlySpan<byte> text, CallerScope caller, CallerAccess access)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(access);
        var known = Find(text, caller, access);
        if (known?.Tag is OperationTally tally)
        {
            _reader.Metrics.Requests.CountKept(tally);
        }

        return known;
    }

    /// <summary>Estimated bytes of memory that finished answers take.</summary>
    public long MemoBytes => _memo.Bytes;

    /// <summary>The operations that are known just now, and how each is used.</summary>
    public IReadOnlyList<PlanUse> Plans() =>
    [
        .. from document in _plans.Documents
           from plan in document.Operations
           let use = plan.Statistics
           where use.Runs > 0
           select new PlanUse(
               Convert.ToHexStringLower(SHA256.HashData(plan.Source.Utf8.Span)), plan.Operation.Name?.Value, use.Runs, use.Misses, use.Elapsed),
    ];

    /// <summary>Writes the whole response to a request.</summary>
    /// <remarks>Throws only when it is cancelled.</remarks>
    public async ValueTask<GatewayResult> ExecuteAsync(GatewayRequest request, ResponseBuffer output, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (_plans.Find(request.Document) is not { } document)
        {
            // A thread that is not the pool's may have others waiting; so with all that takes more than a moment.
            if (!Thread.CurrentThread.IsThreadPoolThread)
            {
                await Task.Yield();
            }

            document = _plans.Get(request.Document);
        }

        if (!document.Errors.IsEmpty)
        {
            return Refuse(output, RequestErrors.OfDocument(document, request.AllowsIntrospection));
        }

        if (!document.TryGetOperation(request.OperationName, out var plan, out var error))
        {
            return Refuse(output, RequestErrors.OfOperation(error));
        }

        if (request.Access.Refuse(plan.Kind) is { } forbidden)
        {
            return Refuse(output, forbidden, GatewayOutcome.Forbidden);
        }

        if (plan.Kind != OperationKind.Query && !(plan.Kind == OperationKind.Mutation && request.AllowsMutations))
        {
            return request.AllowsMutations
                ? Refuse(output, RequestErrors.OfKind(plan.Kind))
                : Refuse(output, RequestErrors.NotOverGet, GatewayOutcome.QueriesOnly);
        }

        EngineSpans.Name(plan);
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

        if (request.Access.Refuse(plan, variant, request.Variables) is { Count: > 0 } denied)
        {
            return Refuse(output, [.. denied], GatewayOutcome.Forbidden);
        }

        if (CheckCost(plan, variant, variables.Values) is { } dear)
        {
            return Refuse(output, dear);
        }

        if ((variant.ExpectedObjects > MostAtOnce || plan.Introspects) && !Thread.CurrentThread.IsThreadPoolThread)
        {
            await Task.Yield();
        }

        long begun = _time.GetTimestamp();
        int start = output.Length;
        var (result, waves) = plan.Kind == OperationKind.Mutation
            ? (await _mutations.RunAsync(request.Caller, plan, variant, variables.Values, request.Variables.Tree, output, cancel).ConfigureAwait(false), 0)
            : await RunAsync(request, new OperationRun(_model.Schema, plan, variant, variables.Values), output, cancel).ConfigureAwait(false);
        var elapsed = _time.GetElapsedTime(begun);
        plan.Statistics.Count(elapsed, isMiss: waves > 0);
        var outcome = !result.HasErrors ? RequestOutcomeWord.Answered
            : output.WrittenSpan[start..].StartsWith("{\"data\":null"u8) ? RequestOutcomeWord.Failed
            : RequestOutcomeWord.Errors;
        TallyOf(plan).Count(outcome);
        _reader.Metrics.RecordRequest(elapsed, outcome, waves);
        return result;
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

    private async ValueTask<(GatewayResult Result, int Waves)> RunAsync(GatewayRequest request, OperationRun run, ResponseBuffer output, CancellationToken cancel)
    {
        var source = _completion.Source(request.Caller, run, request.Demand, ExplanationOf(request));
        bool mayKeep = _memo.IsOn && !request.MemoText.IsEmpty && !run.Plan.Introspects && !request.Explains && request.Demand.IsNone;
        if (mayKeep)
        {
            source.Trace(_memo);
        }

        int start = output.Length;
        output.Append("{\"data\":"u8);
        int waves = await _completion.CompleteAsync(run, source, output, cancel).ConfigureAwait(false);
        if (run.Errors.Count > 0)
        {
            output.Append((byte)',');
            ResponseWriter.WriteErrors(output, run.Errors);
        }

        var refusal = source.Harvests.Refusal;
        bool isOldForBudget = source.IsStale && refusal is not null;
        if (isOldForBudget || source.Vanished.HasWarnings || request.Explains)
        {
            ResponseExtensions.Write(output, [source.Vanished.Warnings], [], isOldForBudget, request.Explains ? source : null);
        }

        output.Append((byte)'}');
        if (mayKeep && run.Errors.Count == 0 && source.Basis is { } basis)
        {
            basis.Tag = TallyOf(run.Plan);
            _memo.Add(request.MemoText.Span, request.Access.MemoScope(request.Caller.Scope), output.WrittenSpan[start..], basis);
        }

        var result = new GatewayResult(GatewayOutcome.Executed, source.IsStale)
        {
            HasErrors = run.Errors.Count > 0,
            Refusal = run.Errors.Count > 0 ? refusal : null,
            Use = source.Use,
            OldestAt = source.OldestAt == long.MaxValue ? 0 : source.OldestAt,
        };
        return (result, waves);
    }

    private OperationTally TallyOf(OperationPlan plan) => _reader.Metrics.Requests.Of(plan.Operation.Name?.Value);

    private MemoizedResponse? Find(ReadOnlySpan<byte> text, CallerScope caller, CallerAccess access) =>
        _memo.IsOn && access.May(Permissions.Read) ? _memo.Find(text, access.MemoScope(caller.Scope), _model.Drift.Vanished) : null;

    private Explanation? ExplanationOf(in GatewayRequest request) =>
        request.Explains ? new Explanation { WasMemoized = !request.MemoText.IsEmpty && Find(request.MemoText.Span, request.Caller, request.Access) is not null } : null;

    private GatewayResult Refuse(ResponseBuffer output, GraphQLError error, GatewayOutcome outcome = GatewayOutcome.Refused) =>
        Refuse(output, [error], outcome);

    private GatewayResult Refuse(
        ResponseBuffer output, ImmutableArray<GraphQLError> errors, GatewayOutcome outcome = GatewayOutcome.Refused)
    {
        _reader.Metrics.Requests.Of(null).Count(outcome == GatewayOutcome.Forbidden ? RequestOutcomeWord.Forbidden : RequestOutcomeWord.Refused);
        ResponseWriter.WriteRefusal(output, errors);
        return new GatewayResult(outcome, IsStale: false);
    }
}
