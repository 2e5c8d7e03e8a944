using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;

namespace Gateway.Sandbox.Serving;

/// <summary>A request ready to run, or why it is not run.</summary>
/// <param name="Refusal">Null for one that is ready; the properties are set then.</param>
internal sealed record PreparedRequest(Reply? Refusal)
{
    public OperationPlan? Plan { get; init; }

    public OperationVariant? Variant { get; init; }

    public VariableValues? Variables { get; init; }

    /// <summary>Whether a body asks for nothing but the schema, which needs no credential.</summary>
    public static bool IsIntrospection(byte[] body, PlanCache plans)
    {
        return RequestBody.TryParse(body, out var request, out _)
            && plans.Get(request.Query) is { Errors.IsEmpty: true } compiled
            && compiled.TryGetOperation(request.OperationName, out var plan, out _)
            && VariableCoercion.Coerce(plan.Variables, request.Variables, plan.Source) is { Ok: true, Values: { } variables }
            && plan.Variant(variables) is { } variant
            && variant.Root.Fields.All(field => field.Meta != MetaField.None);
    }
}
