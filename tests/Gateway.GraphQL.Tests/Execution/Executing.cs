using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Tests.Types;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;

namespace Gateway.GraphQL.Tests.Execution;

/// <summary>Runs documents over JSON data, from the text to the response.</summary>
internal sealed class Executing(Schema schema)
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 2000 };

    private readonly PlanCache _plans = new(schema, DocumentLimits.Request, 1 << 20);

    public Executing(string sdl)
        : this(Sdl.Schema(sdl))
    {
    }

    public Schema Schema { get; } = schema;

    /// <summary>The plan of a document that is valid, its conditions decided by variables given as JSON.</summary>
    public (OperationPlan Plan, OperationVariant? Variant, VariableValues Values) Compile(string document, string variables = "{}", string? operation = null)
    {
        var compiled = _plans.Get(Encoding.UTF8.GetBytes(document));
        Assert.True(compiled.Errors.IsEmpty, string.Join('\n', Sdl.Describe(compiled.Errors)));
        Assert.True(compiled.TryGetOperation(operation, out var plan, out var error), error?.Message);
        using var given = JsonDocument.Parse(variables);
        var values = VariableCoercion.Coerce(plan.Variables, given.RootElement, plan.Source);
        Assert.True(values.Ok, string.Join('\n', Sdl.Describe(values.Errors)));
        return (plan, plan.Variant(values.Values), values.Values);
    }

    /// <summary>The response over JSON data; errors are left out if there are none.</summary>
    public string Respond(string document, string data = "{}", string variables = "{}", string? operation = null)
    {
        using var json = JsonDocument.Parse(data, Deep);
        return Respond(document, new JsonSource(Schema), JsonSource.Root(json.RootElement), variables, operation);
    }

    private string Respond(string document, IFieldSource source, in SourceValue root, string variables, string? operation)
    {
        var (plan, variant, values) = Compile(document, variables, operation);
        Assert.NotNull(variant);
        var run = new OperationRun(Schema, plan, variant, values);
        using var output = new ResponseBuffer(16);
        output.Append("{\"data\":"u8);
        Assert.True(run.Walk(source, root, output));
        if (run.Errors.Count > 0)
        {
            output.Append((byte)',');
            ResponseWriter.WriteErrors(output, run.Errors);
        }

        output.Append((byte)'}');
        string response = Encoding.UTF8.GetString(output.WrittenSpan);
        using var check = JsonDocument.Parse(response, Deep);
        return response;
    }
}
