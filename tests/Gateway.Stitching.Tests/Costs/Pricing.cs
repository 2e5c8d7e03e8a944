using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;
using Gateway.Stitching.Costs;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Tests.Costs;

/// <summary>What documents cost by the schema of a model.</summary>
internal static class Pricing
{
    /// <summary>An operation with its variables coerced.</summary>
    public static (OperationPlan Plan, CostPlan Costs, VariableValues Variables) Plan(GatewayModel model, string document, string variables = "{}")
    {
        var compiled = new PlanCache(model.Schema, DocumentLimits.Request, 1 << 20).Get(Encoding.UTF8.GetBytes(document));
        Assert.Empty(compiled.Errors);
        Assert.True(compiled.TryGetOperation(null, out var plan, out _));
        using var json = JsonDocument.Parse(variables);
        var coerced = VariableCoercion.Coerce(plan.Variables, json.RootElement, plan.Source);
        Assert.True(coerced.Ok);
        return (plan, CostPlan.Of(model.Costs, plan.Variant(coerced.Values)!), coerced.Values);
    }

    public static Cost Of(GatewayModel model, string document, string variables = "{}")
    {
        var (_, costs, values) = Plan(model, document, variables);
        return costs.Of(values);
    }
}
