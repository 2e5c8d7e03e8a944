using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;

namespace Gateway.Sandbox.Serving;

/// <summary>Makes plans of requests, or says why not. Safe for concurrent use.</summary>
internal sealed class RequestCompiler(Schema schema)
{
    public PlanCache Plans { get; } = new(schema, DocumentLimits.Request, 64 << 20);

    public PreparedRequest Compile(RequestBody request)
    {
        var compiled = Plans.Get(request.Query);
        if (!compiled.Errors.IsEmpty)
        {
            bool isSyntax = !Parser.Parse(request.Query, DocumentLimits.Request.Parser).Ok;
            return new PreparedRequest(isSyntax ? Refusals.Syntax(compiled.Errors) : Refusals.Validation(compiled.Errors));
        }

        if (!compiled.TryGetOperation(request.OperationName, out var plan, out var error))
        {
            return new PreparedRequest(Refusals.Validation([error]));
        }

        var variables = VariableCoercion.Coerce(plan.Variables, request.Variables, plan.Source);
        if (!variables.Ok)
        {
            return new PreparedRequest(Refusals.Variables(variables.Errors));
        }

        return plan.Variant(variables.Values) is { } variant
            ? new PreparedRequest(null) { Plan = plan, Variant = variant, Variables = variables.Values }
            : new PreparedRequest(Refusals.Validation([new GraphQLError("The operation selects too many fields.")]));
    }
}
