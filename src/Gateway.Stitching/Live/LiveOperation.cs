using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Caching.Keys;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;

namespace Gateway.Stitching.Live;

/// <summary>A subscription that was admitted: it runs once for each event that concerns it.</summary>
public sealed class LiveOperation
{
    private const string OnlyChangesArgument = "onlyChanges";

    private readonly AdmittedOperation _operation;

    internal LiveOperation(GatewayEngine engine, in GatewayRequest request, in AdmittedOperation operation, FieldPlan field, ReadOnlyMemory<byte> arguments)
    {
        (Engine, Request, _operation) = (engine, request, operation);
        Field = field.Definition.Name;
        TypeName = field.Definition.Type.Named.Name;
        using var json = JsonDocument.Parse(arguments);
        foreach (var argument in json.RootElement.EnumerateObject())
        {
            OnlyChanges |= argument.Name == OnlyChangesArgument && argument.Value.ValueKind == JsonValueKind.True;
            if (argument.Value.ValueKind == JsonValueKind.String)
            {
                Wanted.Add((argument.Name, argument.Value.GetString()!));
            }
        }

        Key = new LiveKey(operation.Plan, VariablesOf(operation), request.Caller.Scope.Name);
    }

    /// <summary>The field of <c>Subscription</c>.</summary>
    public string Field { get; }

    /// <summary>The type of the entities that it leads to.</summary>
    public string TypeName { get; }

    /// <summary>Whether nothing is told when the answer is what was told last.</summary>
    public bool OnlyChanges { get; }

    /// <summary>The values that arguments must have in an event.</summary>
    internal List<(string Argument, string Value)> Wanted { get; } = [];

    /// <summary>By what those are known that are told the same.</summary>
    internal LiveKey Key { get; }

    /// <summary>By which it was admitted.</summary>
    internal GatewayEngine Engine { get; }

    /// <summary>As it was asked for; lasts as long as this.</summary>
    internal GatewayRequest Request { get; }

    /// <summary>Whether an event concerns it.</summary>
    public bool Hears(LiveEvent told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return told.Field == Field && Wanted.TrueForAll(wanted => told.Has(wanted.Argument, wanted.Value));
    }

    /// <summary>Writes the whole response to an event.</summary>
    /// <remarks>Throws only when it is cancelled.</remarks>
    public ValueTask<GatewayResult> RunAsync(EntityKey entity, ResponseBuffer output, CancellationToken cancel) =>
        Engine.TellAsync(Request, _operation, entity, output, cancel);

    private static string VariablesOf(in AdmittedOperation operation)
    {
        var text = new StringBuilder();
        foreach (var variable in operation.Plan.Variables)
        {
            if (operation.Variables.TryGet(variable.Name, out var value))
            {
                text.Append(CultureInfo.InvariantCulture, $"{variable.Name}={Encoding.UTF8.GetString(value.Span)}\n");
            }
        }

        return text.ToString();
    }
}
