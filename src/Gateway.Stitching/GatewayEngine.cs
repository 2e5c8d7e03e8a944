using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Caching.Keys;
using Gateway.Caching.Memo;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;
using Gateway.Linear;
using Gateway.Stitching.Access;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Explaining;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Live;
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
    private readonly OperationGate _gate;
    private readonly ResponseMemo _memo;
    private readonly TimeProvider _time;

    public GatewayEngine(GatewayModel model, IRecordStore store, IUpstream upstream, FetchOptions options, LimitsOptions limits, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(limits);
        _model = model;
        _time = time;
        _memo = new ResponseMemo(store, 0, time);
        _gate = new OperationGate(model, limits);
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
        .. from document in _gate.Plans.Documents
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
        var judgement = _gate.Judge(request, await _gate.CompileAsync(request.Document));
        if (!judgement.Errors.IsEmpty)
        {
            return Refuse(output, judgement);
        }

        var (plan, variant, variables) = judgement.Operation;
        if ((variant.ExpectedObjects > MostAtOnce || plan.Introspects) && !Thread.CurrentThread.IsThreadPoolThread)
        {
            await Task.Yield();
        }

        long begun = _time.GetTimestamp();
        int start = output.Length;
        var (result, waves) = plan.Kind == OperationKind.Mutation
            ? (await _mutations.RunAsync(request.Caller, plan, variant, variables, request.Variables.Tree, output, cancel).ConfigureAwait(false), 0)
            : await RunAsync(request, RunOf(request, plan, variant, variables), output, null, cancel).ConfigureAwait(false);
        Count(plan, begun, output.WrittenSpan[start..], result, waves);
        return result;
    }

    /// <summary>What kind of operation a request asks for; null if it is refused in any case.</summary>
    public async ValueTask<OperationKind?> KindOfAsync(GatewayRequest request)
    {
        var document = await _gate.CompileAsync(request.Document).ConfigureAwait(false);
        return document.Errors.IsEmpty && document.TryGetOperation(request.OperationName, out var plan, out _) ? plan.Kind : null;
    }

    /// <summary>Admits a subscription, or says why not.</summary>
    public async ValueTask<LiveAdmission> SubscribeAsync(GatewayRequest request)
    {
        // It stays for longer than what the request came in.
        var own = request with
        {
            Document = request.Document.ToArray(),
            Variables = request.Variables.Tree is { ValueKind: JsonValueKind.Object } tree ? tree.Clone() : default(JsonElement),
            MemoText = default,
        };
        var judgement = _gate.Judge(own, await _gate.CompileAsync(own.Document).ConfigureAwait(false), isLive: true);
        if (!judgement.Errors.IsEmpty)
        {
            CountRefusal(judgement);
            return new LiveAdmission(null, judgement.Errors, judgement.Outcome);
        }

        var (plan, variant, variables) = judgement.Operation;
        var field = variant.Root.Fields is [{ Meta: MetaField.None } one] && _model.Live.IsTold(one.Definition.Name) ? one : null;
        var arguments = field is null ? default : new OperationRun(_model.Schema, plan, variant, variables).Arguments(field);
        return arguments.IsEmpty
            ? new LiveAdmission(null, [RequestErrors.Untold(variant.Root.Fields.FirstOrDefault()?.ResponseName ?? "")], GatewayOutcome.Refused)
            : new LiveAdmission(new LiveOperation(this, own, judgement.Operation, field!, arguments), [], GatewayOutcome.Executed);
    }

    /// <summary>Writes the whole response of a subscription to an event.</summary>
    internal async ValueTask<GatewayResult> TellAsync(
        GatewayRequest request, AdmittedOperation operation, EntityKey told, ResponseBuffer output, CancellationToken cancel)
    {
        var (plan, variant, variables) = operation;
        long begun = _time.GetTimestamp();
        var (result, waves) = await RunAsync(request, new OperationRun(_model.Schema, plan, variant, variables), output, told, cancel).ConfigureAwait(false);
        Count(plan, begun, output.WrittenSpan, result, waves);
        return result;
    }

    // What is judged is all of it; what may come later is decided only now.
    private OperationRun RunOf(in GatewayRequest request, OperationPlan plan, OperationVariant variant, VariableValues variables) =>
        request.Parts is not null && plan.Defers && plan.Variant(variables, defers: true) is { } late
            ? new OperationRun(_model.Schema, plan, late, variables) { Deferral = new Deferral() }
            : new OperationRun(_model.Schema, plan, variant, variables);

    private void Count(OperationPlan plan, long begun, ReadOnlySpan<byte> written, in GatewayResult result, int waves)
    {
        var elapsed = _time.GetElapsedTime(begun);
        plan.Statistics.Count(elapsed, isMiss: waves > 0);
        var outcome = !result.HasErrors ? RequestOutcomeWord.Answered
            : written.StartsWith("{\"data\":null"u8) ? RequestOutcomeWord.Failed
            : RequestOutcomeWord.Errors;
        TallyOf(plan).Count(outcome);
        _reader.Metrics.RecordRequest(elapsed, outcome, waves);
    }

    private async ValueTask<(GatewayResult Result, int Waves)> RunAsync(
        GatewayRequest request, OperationRun run, ResponseBuffer output, EntityKey? told, CancellationToken cancel)
    {
        var source = _completion.Source(request.Caller, run, request.Demand, ExplanationOf(request), told, request.Priority);
        bool mayKeep = _memo.IsOn && !request.MemoText.IsEmpty && !run.Plan.Introspects && !request.Explains && request.Demand.IsNone;
        if (mayKeep)
        {
            source.Trace(_memo);
        }

        int start = output.Length;
        output.Append("{\"data\":"u8);
        var parts = run.Deferral is { } deferral ? new PartWriter(deferral, request.Parts!, output, () => Close(request, run, source, output), cancel) : null;
        int waves = await _completion.CompleteAsync(run, source, output, cancel, parts is null ? null : parts.SendAsync).ConfigureAwait(false);
        var refusal = source.Harvests.Refusal;
        bool hasErrors = run.Errors.Count > 0;
        if (parts is { HasBegun: true })
        {
            hasErrors = parts.HasErrors;
        }
        else
        {
            Close(request, run, source, output);
            output.Append((byte)'}');
        }

        if (mayKeep && !hasErrors && parts is not { HasBegun: true } && source.Basis is { } basis)
        {
            basis.Tag = TallyOf(run.Plan);
            _memo.Add(request.MemoText.Span, request.Access.MemoScope(request.Caller.Scope), output.WrittenSpan[start..], basis);
        }

        var result = new GatewayResult(GatewayOutcome.Executed, source.IsStale)
        {
            HasErrors = hasErrors,
            WasSentInParts = parts is { HasBegun: true },
            Refusal = hasErrors ? refusal : null,
            Use = source.Use,
            OldestAt = source.OldestAt == long.MaxValue ? 0 : source.OldestAt,
        };
        return (result, waves);
    }

    /// <summary>Writes what follows <c>data</c>.</summary>
    private static void Close(in GatewayRequest request, OperationRun run, RecordSource source, ResponseBuffer output)
    {
        if (run.Errors.Count > 0)
        {
            output.Append((byte)',');
            ResponseWriter.WriteErrors(output, run.Errors);
        }

        bool isOldForBudget = source.IsStale && source.Harvests.Refusal is not null;
        if (isOldForBudget || source.Vanished.HasWarnings || request.Explains)
        {
            ResponseExtensions.Write(output, [source.Vanished.Warnings], [], isOldForBudget, request.Explains ? source : null);
        }
    }

    private OperationTally TallyOf(OperationPlan plan) => _reader.Metrics.Requests.Of(plan.Operation.Name?.Value);

    private MemoizedResponse? Find(ReadOnlySpan<byte> text, CallerScope caller, CallerAccess access) =>
        _memo.IsOn && access.May(Permissions.Read) ? _memo.Find(text, access.MemoScope(caller.Scope), _reader.World) : null;

    private Explanation? ExplanationOf(in GatewayRequest request) =>
        request.Explains ? new Explanation { WasMemoized = !request.MemoText.IsEmpty && Find(request.MemoText.Span, request.Caller, request.Access) is not null } : null;

    private GatewayResult Refuse(ResponseBuffer output, in Judgement judgement)
    {
        CountRefusal(judgement);
        ResponseWriter.WriteRefusal(output, judgement.Errors);
        return new GatewayResult(judgement.Outcome, IsStale: false);
    }

    private void CountRefusal(in Judgement judgement) => _reader.Metrics.Requests.Of(null).Count(
        judgement.Outcome == GatewayOutcome.Forbidden ? RequestOutcomeWord.Forbidden : RequestOutcomeWord.Refused);
}
