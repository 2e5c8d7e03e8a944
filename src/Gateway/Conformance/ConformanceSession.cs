using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Validation;
using Gateway.Schemas;

namespace Gateway.Conformance;

/// <summary>Answers the requests of the line protocol, one at a time. No request makes it throw.</summary>
/// <param name="error">Told of faults of the engine itself.</param>
internal sealed class ConformanceSession(TextWriter error)
{
    /// <summary>Most levels of nested JSON. A tree of JSON takes longer to build the deeper it is.</summary>
    public const int MostLevels = 1000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MostLevels + 1 };

    private readonly SchemaShelf _schemas = new();

    /// <summary>Writes the answer: one JSON object without a line end.</summary>
    public void Answer(ReadOnlyMemory<byte> request, ResponseBuffer output)
    {
        int start = output.Length;
        string id = "null";
        try
        {
            using var json = Parse(request, ref id);
            Answer(id, json.RootElement, output);
        }
        catch (RequestFaultException fault)
        {
            output.Truncate(start);
            Refuse(output, id, "request", new GraphQLError(fault.Message));
        }
        catch (Exception fault)
        {
            error.WriteLine(fault);
            output.Truncate(start);
            Refuse(output, id, "internal", new GraphQLError($"The engine failed: {fault.GetType().Name}."));
        }
    }

    /// <summary>The answer to what is no request at all.</summary>
    public static void Refuse(string message, ResponseBuffer output) => Refuse(output, "null", "request", new GraphQLError(message));

    private static JsonDocument Parse(ReadOnlyMemory<byte> request, ref string id)
    {
        RequestScan scan;
        try
        {
            scan = RequestScan.Of(request.Span);
        }
        catch (JsonException)
        {
            throw new RequestFaultException("The request is not valid JSON.");
        }

        id = scan.Id ?? "null";
        if (!Utf8.IsValid(request.Span))
        {
            throw new RequestFaultException("The request is not valid UTF-8.");
        }

        if (scan.Levels > MostLevels)
        {
            throw new RequestFaultException($"The request is nested too deeply: more than {MostLevels} levels.");
        }

        var json = JsonDocument.Parse(request, Options);
        if (json.RootElement.ValueKind == JsonValueKind.Object && scan.Id is not null)
        {
            return json;
        }

        string problem = json.RootElement.ValueKind == JsonValueKind.Object ? "\"id\" must be a number or a string." : "The request is not a JSON object.";
        json.Dispose();
        throw new RequestFaultException(problem);
    }

    private void Answer(string id, JsonElement request, ResponseBuffer output)
    {
        string command = Text(request, "command");
        switch (command)
        {
            case "parse":
                AnswerParse(id, request, output);
                break;
            case "validateSchema":
                WriteErrors(output, id, _schemas.Get(Text(request, "schema")).Errors);
                break;
            case "validate" or "execute" or "printSchema" or "introspect":
                var schema = _schemas.Get(Text(request, "schema"));
                if (schema.Schema is { } valid)
                {
                    AnswerWithSchema(command, id, request, schema, valid, output);
                }
                else
                {
                    Refuse(output, id, "schema", schema.Errors);
                }

                break;
            default:
                throw new RequestFaultException("The command is unknown.");
        }
    }

    private static void AnswerParse(string id, JsonElement request, ResponseBuffer output)
    {
        // A document may be a schema, and those are larger than what callers send.
        var parsed = Parser.Parse(Text(request, "document"), ParserLimits.Schema);
        if (!parsed.Ok)
        {
            Refuse(output, id, "document", parsed.Error);
        }
        else if (Printer.TryPrint(parsed.Document) is { } printed)
        {
            Begin(output, id, "true"u8);
            output.Append(",\"printed\":"u8);
            output.AppendJsonString(printed);
            output.Append((byte)'}');
        }
        else
        {
            Refuse(output, id, "document", new GraphQLError("The canonical text of the document is too long: it is nested deeply and long at once."));
        }
    }

    private static void AnswerWithSchema(
        string command, string id, JsonElement request, ConformanceSchema schema, Schema valid, ResponseBuffer output)
    {
        switch (command)
        {
            case "validate":
                var parsed = Parser.Parse(Text(request, "document"), ParserLimits.Request);
                if (parsed.Ok)
                {
                    WriteErrors(output, id, DocumentValidator.Validate(valid, parsed.Document));
                }
                else
                {
                    Refuse(output, id, "document", parsed.Error);
                }

                break;
            case "printSchema":
                Begin(output, id, "true"u8);
                output.Append(",\"sdl\":"u8);
                output.AppendJsonString(SchemaPrinter.Print(valid));
                output.Append((byte)'}');
                break;
            default:
                var data = command == "introspect" ? new DataRequest(IntrospectionQuery.Utf8, null, default, default) : Data(request);
                Begin(output, id, "true"u8);
                output.Append(",\"result\":"u8);
                DataExecution.Run(schema, data, output);
                output.Append((byte)'}');
                break;
        }
    }

    private static DataRequest Data(JsonElement request)
    {
        byte[] document = Parser.Encode(Text(request, "document"));
        bool isNamed = TryFind(request, "operationName", out var name) && name.ValueKind != JsonValueKind.Null;
        return new DataRequest(document, isNamed ? Text(request, "operationName") : null, Object(request, "variables"), Object(request, "data"));
    }

    private static string Text(JsonElement request, string member) =>
        TryFind(request, member, out var value) && value.ValueKind == JsonValueKind.String
            ? JsonText.Of(value)
            : throw new RequestFaultException($"\"{member}\" must be a string.");

    private static JsonElement Object(JsonElement request, string member) =>
        !TryFind(request, member, out var value) || value.ValueKind is JsonValueKind.Object or JsonValueKind.Null
            ? value
            : throw new RequestFaultException($"\"{member}\" must be an object.");

    private static bool TryFind(JsonElement request, string member, out JsonElement value)
    {
        value = default;
        foreach (var property in request.EnumerateObject())
        {
            // Not by TryGetProperty, which fails on names that are not valid Unicode.
            if (JsonMarshal.GetRawUtf8PropertyName(property).SequenceEqual(Encoding.ASCII.GetBytes(member)))
            {
                value = property.Value;
            }
        }

        return value.ValueKind != JsonValueKind.Undefined;
    }

    private static void Begin(ResponseBuffer output, string id, ReadOnlySpan<byte> ok)
    {
        output.Append("{\"id\":"u8);
        Encoding.UTF8.GetBytes(id, output);
        output.Append(",\"ok\":"u8);
        output.Append(ok);
    }

    private static void WriteErrors(ResponseBuffer output, string id, ImmutableArray<GraphQLError> errors)
    {
        Begin(output, id, "true"u8);
        output.Append((byte)',');
        ResponseWriter.WriteErrors(output, errors);
        output.Append((byte)'}');
    }

    private static void Refuse(ResponseBuffer output, string id, string stage, params IReadOnlyCollection<GraphQLError> errors)
    {
        Begin(output, id, "false"u8);
        output.Append(",\"stage\":"u8);
        output.AppendJsonString(stage);
        output.Append((byte)',');
        ResponseWriter.WriteErrors(output, errors);
        output.Append((byte)'}');
    }
}
