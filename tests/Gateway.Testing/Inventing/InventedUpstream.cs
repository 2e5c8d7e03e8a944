using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;
using Gateway.Linear;

namespace Gateway.Testing.Inventing;

/// <summary>An upstream for any schema. Its data is made up, holds together, and is the same for equal seeds. Safe for concurrent use.</summary>
public sealed class InventedUpstream(Schema schema, int seed) : IUpstream
{
    private readonly string _seed = seed.ToString(System.Globalization.CultureInfo.InvariantCulture);
    private volatile Served _served = new(schema);
    private int _requests;

    /// <summary>What it serves; another one makes it as if the API had changed.</summary>
    public Schema Schema
    {
        get => _served.Schema;
        set => _served = new Served(value);
    }

    /// <summary>How many requests came.</summary>
    public int Requests => _requests;

    /// <summary>The documents that it refused as invalid, and why.</summary>
    public ConcurrentQueue<string> Refused { get; } = [];

    /// <summary>The ids of all entities of a type.</summary>
    public IReadOnlyList<string> Ids(string type) => InventedSource.Ids(_seed, type);

    /// <inheritdoc/>
    public Task<UpstreamReply> SendAsync(UpstreamRequest request, CancellationToken cancel)
    {
        Interlocked.Increment(ref _requests);
        using var body = JsonDocument.Parse(request.Body);
        string query = body.RootElement.GetProperty("query").GetString()!;
        string answer = Ask(query, body.RootElement.TryGetProperty("variables", out var given) ? given : default);
        if (answer.StartsWith("{\"errors\"", StringComparison.Ordinal))
        {
            Refused.Enqueue($"{answer} {query}");
        }

        return Task.FromResult(UpstreamReplyReader.Read(Encoding.UTF8.GetBytes(answer), default));
    }

    /// <summary>Asks it without a gateway.</summary>
    /// <returns>The whole answer.</returns>
    public string Ask(string document, string variables = "{}")
    {
        using var json = JsonDocument.Parse(variables);
        return Ask(document, json.RootElement);
    }

    private string Ask(string document, JsonElement variables)
    {
        using var output = new ResponseBuffer();
        Answer(document, variables, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private void Answer(string document, JsonElement given, ResponseBuffer output)
    {
        var (current, plans) = _served;
        var compiled = plans.Get(Encoding.UTF8.GetBytes(document));
        if (!compiled.Errors.IsEmpty || !compiled.TryGetOperation(null, out var plan, out _))
        {
            ResponseWriter.WriteRefusal(
                output, [.. compiled.Errors.Select(error => error with { Extensions = "{\"type\":\"graphql error\",\"code\":\"GRAPHQL_VALIDATION_FAILED\"}"u8.ToArray() })]);
            return;
        }

        var variables = VariableCoercion.Coerce(plan.Variables, given, plan.Source);
        if (!variables.Ok)
        {
            ResponseWriter.WriteRefusal(output, variables.Errors);
            return;
        }

        var run = new OperationRun(current, plan, plan.Variant(variables.Values)!, variables.Values);
        output.Append("{\"data\":"u8);
        run.Walk(new InventedSource(current, _seed), InventedSource.Root(current), output);
        if (run.Errors.Count > 0)
        {
            output.Append((byte)',');
            ResponseWriter.WriteErrors(output, run.Errors);
        }

        output.Append((byte)'}');
    }

    private sealed class Served(Schema schema)
    {
        public Schema Schema { get; } = schema;

        private readonly PlanCache _plans = new(schema, DocumentLimits.Request, capacity: 64 << 20);

        public void Deconstruct(out Schema schema, out PlanCache plans) => (schema, plans) = (Schema, _plans);
    }
}
