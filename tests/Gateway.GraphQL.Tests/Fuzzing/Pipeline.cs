using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;

namespace Gateway.GraphQL.Tests.Fuzzing;

/// <summary>All stages that a request goes through, from its bytes to the bytes of the response, over a JSON tree.</summary>
internal sealed class Pipeline(Schema schema)
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };
    private static readonly JsonElement NoVariables = JsonDocument.Parse("{}").RootElement;

    private readonly PlanCache _plans = new(schema, DocumentLimits.Request, 1 << 22);

    /// <summary>The value of the root, of everything in it that is asked for.</summary>
    public JsonElement Data { get; init; } = NoVariables;

    /// <summary>The response.</summary>
    /// <param name="document">The text.</param>
    /// <param name="variables">A JSON object; null for none. What is no JSON never comes as far as the engine.</param>
    /// <param name="operation">Which operation to run; null where the request names none.</param>
    public string Run(ReadOnlyMemory<byte> document, string? variables, string? operation)
    {
        using var output = new ResponseBuffer(256);
        var compiled = _plans.Get(document);
        if (!compiled.Errors.IsEmpty)
        {
            return Refuse(output, compiled.Errors);
        }

        if (!compiled.TryGetOperation(operation, out var plan, out var error))
        {
            return Refuse(output, error);
        }

        using var given = JsonDocument.Parse(variables ?? "{}", Deep);
        var values = VariableCoercion.Coerce(plan.Variables, given.RootElement, plan.Source);
        if (!values.Ok)
        {
            return Refuse(output, values.Errors);
        }

        if (plan.Variant(values.Values) is not { } variant)
        {
            return Refuse(output, new GraphQLError("The operation has too many fields."));
        }

        output.Append("{\"data\":"u8);
        var run = new OperationRun(schema, plan, variant, values.Values);
        run.Walk(new JsonSource(schema), JsonSource.Root(Data), output);
        if (run.Errors.Count > 0)
        {
            output.Append((byte)',');
            ResponseWriter.WriteErrors(output, run.Errors);
        }

        output.Append((byte)'}');
        return Text(output);
    }

    /// <summary>The canonical text of a document; null if it does not parse or that text would be too long.</summary>
    public static string? Print(ReadOnlyMemory<byte> document, ParserLimits limits)
    {
        var parsed = Parser.Parse(document, limits);
        return parsed.Ok ? Printer.TryPrint(parsed.Document) : null;
    }

    private static string Refuse(ResponseBuffer output, params IReadOnlyCollection<GraphQLError> errors)
    {
        ResponseWriter.WriteRefusal(output, errors);
        return Text(output);
    }

    // Only the beginning: a test that turned megabytes into text would measure itself.
    private static string Text(ResponseBuffer output) => Encoding.UTF8.GetString(output.WrittenSpan[..Math.Min(output.Length, 4096)]);
}
