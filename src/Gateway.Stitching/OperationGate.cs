using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;
using Gateway.Stitching.Costs;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Telemetry;

namespace Gateway.Stitching;

/// <summary>Decides whether a request may run: everything that can refuse it before anything is read.</summary>
internal sealed class OperationGate(GatewayModel model, LimitsOptions limits)
{
    /// <summary>The documents that came before.</summary>
    public PlanCache Plans { get; } = new(model.Schema, limits.ToDocumentLimits(), capacity: 64 << 20);

    /// <summary>The document, compiled if it is new.</summary>
    public ValueTask<CompiledDocument> CompileAsync(ReadOnlyMemory<byte> text) =>
        Plans.Find(text) is { } known ? ValueTask.FromResult(known) : CompileElsewhereAsync(text);

    /// <param name="request">The request.</param>
    /// <param name="document">Its document.</param>
    /// <param name="isLive">Whether the caller takes more than one answer: then only subscriptions are admitted, else none.</param>
    public Judgement Judge(in GatewayRequest request, CompiledDocument document, bool isLive = false)
    {
        if (!document.Errors.IsEmpty)
        {
            return Judgement.Refuse(RequestErrors.OfDocument(document, request.AllowsIntrospection));
        }

        if (!document.TryGetOperation(request.OperationName, out var plan, out var error))
        {
            return Judgement.Refuse([RequestErrors.OfOperation(error)]);
        }

        if (request.Access.Refuse(plan.Kind) is { } forbidden)
        {
            return Judgement.Refuse([forbidden], GatewayOutcome.Forbidden);
        }

        if (RefuseKind(request, plan.Kind, isLive) is { } kind)
        {
            return kind;
        }

        EngineSpans.Name(plan);
        if (plan.Introspects && !request.AllowsIntrospection)
        {
            return Judgement.Refuse([RequestErrors.Introspection]);
        }

        var variables = VariableCoercion.Coerce(plan.Variables, request.Variables, plan.Source);
        if (!variables.Ok)
        {
            return Judgement.Refuse(RequestErrors.OfVariables(variables.Errors, request.AllowsIntrospection));
        }

        if (plan.Variant(variables.Values) is not { } variant)
        {
            return Judgement.Refuse([RequestErrors.TooLargeToPlan]);
        }

        if (request.Access.Refuse(plan, variant, request.Variables) is { Count: > 0 } denied)
        {
            return Judgement.Refuse([.. denied], GatewayOutcome.Forbidden);
        }

        return CheckCost(plan, variant, variables.Values) is { } dear
            ? Judgement.Refuse([dear])
            : new Judgement(new AdmittedOperation(plan, variant, variables.Values), [], GatewayOutcome.Executed);
    }

    private static Judgement? RefuseKind(in GatewayRequest request, OperationKind kind, bool isLive) => (kind, isLive) switch
    {
        (OperationKind.Query, false) or (OperationKind.Subscription, true) => null,
        (_, true) => Judgement.Refuse([RequestErrors.OnlyLive]),
        _ when !request.AllowsMutations => Judgement.Refuse([RequestErrors.NotOverGet], GatewayOutcome.QueriesOnly),
        (OperationKind.Mutation, _) => null,
        _ => Judgement.Refuse([RequestErrors.NotLive]),
    };

    private async ValueTask<CompiledDocument> CompileElsewhereAsync(ReadOnlyMemory<byte> text)
    {
        // A thread that is not the pool's may have others waiting; so with all that takes more than a moment.
        if (!Thread.CurrentThread.IsThreadPoolThread)
        {
            await Task.Yield();
        }

        return Plans.Get(text);
    }

    /// <summary>Why the operation must not run with these variables; null if it may.</summary>
    private GraphQLError? CheckCost(OperationPlan plan, OperationVariant variant, VariableValues variables)
    {
        var costs = CostPlan.Of(model.Costs, variant);
        if (costs.Check(variables, plan.Source) is { } unsized)
        {
            return RequestErrors.OfSlicing(unsized);
        }

        var cost = costs.Of(variables);
        return cost.Total <= limits.Cost ? null : RequestErrors.OfCost(cost, limits.Cost);
    }
}
