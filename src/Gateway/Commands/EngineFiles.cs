using System.Text;
using System.Text.Json;
using Gateway.Conformance;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Validation;
using Gateway.Schemas;

namespace Gateway.Commands;

/// <summary>Parses, validates, executes and prints what stands in files. Each method answers the exit code: 0, or 1 if there are errors.</summary>
/// <remarks>Methods throw if a file cannot be read or JSON in it is malformed.</remarks>
internal sealed class EngineFiles(Stream output)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = ConformanceSession.MostLevels };

    public int Parse(string path)
    {
        var parsed = Parser.Parse(File.ReadAllBytes(path), ParserLimits.Schema);
        return parsed.Ok ? Print(Printer.Print(parsed.Document)) : Fail(json => ResponseWriter.WriteError(json, parsed.Error));
    }

    public int Validate(string schemaPath, string path) => With(schemaPath, schema =>
    {
        var parsed = Parser.Parse(File.ReadAllBytes(path), ParserLimits.Request);
        var errors = parsed.Ok ? DocumentValidator.Validate(schema.Schema!, parsed.Document) : [parsed.Error];
        return errors.IsEmpty ? Print("[]") : Fail(errors);
    });

    public int Execute(string schemaPath, string dataPath, string? variablesPath, string? operation, string path) => With(schemaPath, schema =>
    {
        using var data = ReadObject(dataPath);
        using var variables = variablesPath is null ? null : ReadObject(variablesPath);
        byte[] document = File.ReadAllBytes(path);
        return Run(schema, new DataRequest(document, operation, variables?.RootElement ?? default, data.RootElement));
    });

    public int PrintSchema(string path) => With(path, schema => Print(SchemaPrinter.Print(schema.Schema!)));

    public int Introspect(string path) => With(path, schema => Run(schema, new DataRequest(IntrospectionQuery.Utf8, null, default, default)));

    private int With(string path, Func<ConformanceSchema, int> use)
    {
        var schema = ConformanceSchema.Of(Parser.Parse(File.ReadAllBytes(path), ParserLimits.Schema));
        return schema.Schema is null ? Fail(schema.Errors) : use(schema);
    }

    private int Run(ConformanceSchema schema, DataRequest request)
    {
        using var json = new ResponseBuffer();
        bool isFine = DataExecution.Run(schema, request, json);
        return Write(json, isFine ? 0 : 1);
    }

    private int Print(string text)
    {
        using var buffer = new ResponseBuffer();
        Encoding.UTF8.GetBytes(text, buffer);
        return Write(buffer, 0);
    }

    private int Fail(IReadOnlyCollection<GraphQLError> errors) => Fail(json =>
    {
        string separator = "[";
        foreach (var error in errors)
        {
            json.Append(Encoding.ASCII.GetBytes(separator));
            ResponseWriter.WriteError(json, error);
            separator = ",";
        }

        json.Append((byte)']');
    });

    private int Fail(Action<ResponseBuffer> write)
    {
        using var json = new ResponseBuffer();
        write(json);
        return Write(json, 1);
    }

    private int Write(ResponseBuffer text, int exitCode)
    {
        text.Append((byte)'\n');
        output.Write(text.WrittenSpan);
        output.Flush();
        return exitCode;
    }

    private static JsonDocument ReadObject(string path)
    {
        var json = JsonDocument.Parse(File.ReadAllBytes(path), Options);
        return json.RootElement.ValueKind == JsonValueKind.Object ? json : throw new JsonException($"{path} does not hold a JSON object.");
    }
}
