using System.Globalization;
using System.Text.Json;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;

namespace Gateway.Conformance;

/// <summary>Executes operations of every kind on a JSON value, by the stages that a request to the gateway goes through.</summary>
internal static class DataExecution
{
    // What stands in a variable is coerced by recursion; literals around it add up to two hundred levels.
    private const int MostVariableLevels = 500;

    private static readonly JsonElement NoData = JsonDocument.Parse("{}").RootElement;

    /// <summary>Writes the response.</summary>
    /// <returns>Whether it has no errors.</returns>
    public static bool Run(ConformanceSchema schema, in DataRequest request, ResponseBuffer output)
    {
        var document = schema.Plans!.Get(request.Document);
        if (!document.Errors.IsEmpty)
        {
            return Refuse(output, document.Errors);
        }

        if (!document.TryGetOperation(request.OperationName, out var plan, out var error))
        {
            return Refuse(output, error);
        }

        if (JsonDepth.IsBeyond(request.Variables, MostVariableLevels))
        {
            return Refuse(output, new GraphQLError($"Variables are nested too deeply: more than {MostVariableLevels} levels."));
        }

        var variables = VariableCoercion.Coerce(plan.Variables, request.Variables, plan.Source);
        if (!variables.Ok)
        {
            return Refuse(output, variables.Errors);
        }

        if (plan.Variant(variables.Values) is not { } variant)
        {
            return Refuse(output, new GraphQLError(string.Create(
                CultureInfo.InvariantCulture,
                $"The operation has more than {DocumentLimits.Request.Fields} fields once its fragments are expanded.")));
        }

        return Walk(schema, new OperationRun(schema.Schema!, plan, variant, variables.Values), request.Data, output);
    }

    private static bool Walk(ConformanceSchema schema, OperationRun run, JsonElement data, ResponseBuffer output)
    {
        output.Append("{\"data\":"u8);
        run.Walk(new JsonSource(schema.Schema!), JsonSource.Root(data.ValueKind == JsonValueKind.Object ? data : NoData), output);
        if (run.Errors.Count > 0)
        {
            output.Append((byte)',');
            ResponseWriter.WriteErrors(output, run.Errors);
        }

        output.Append((byte)'}');
        return run.Errors.Count == 0;
    }

    private static bool Refuse(ResponseBuffer output, params IReadOnlyCollection<GraphQLError> errors)
    {
        ResponseWriter.WriteRefusal(output, errors);
        return false;
    }
}
