using System.Text.Json;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;
using Gateway.Sandbox.Data;
using Gateway.Sandbox.Querying;

namespace Gateway.Sandbox.Limiting;

/// <summary>What an operation costs before it runs: a scalar 0.1, an object 1, a connection its children times its page size.</summary>
/// <remarks>
/// A connection itself costs nothing, its page info is not multiplied, a plain list counts as one item, and introspection and
/// <c>__typename</c> are free. Of an abstract type the dearest possible type counts.
/// </remarks>
internal static class SandboxComplexity
{
    /// <summary>The cost in points, not rounded.</summary>
    public static double Of(OperationVariant variant, VariableValues variables) => Tenths(variant.Root, variables, 1) / 10.0;

    private static long Tenths(SelectionPlan selection, VariableValues variables, long pageSize)
    {
        long sum = 0;
        foreach (var field in selection.Fields.Where(field => field.Meta == MetaField.None))
        {
            sum = checked(sum + (Tenths(field, variables) * (field.Definition.Name == "pageInfo" ? 1 : pageSize)));
        }

        return sum;
    }

    private static long Tenths(FieldPlan field, VariableValues variables)
    {
        if (field.Selection is not { } below)
        {
            return 1;
        }

        bool isConnection = WorldSchema.NodeOf(below.Type) is not null;
        long size = isConnection ? PageSize(field, variables) : 1;
        long dearest = below.Plans.Select(plan => Tenths(plan, variables, size)).DefaultIfEmpty().Max();
        return isConnection ? dearest : dearest + 10;
    }

    private static long PageSize(FieldPlan field, VariableValues variables)
    {
        var json = field.Arguments.Slot < 0
            ? field.Arguments.Constant
            : ArgumentCoercion.Coerce(field.Definition.Arguments, field.Arguments.Nodes, variables, out _);
        using var arguments = JsonDocument.Parse(json);
        return Number(arguments.RootElement, "first") ?? Number(arguments.RootElement, "last") ?? PageArguments.DefaultSize;
    }

    private static long? Number(JsonElement arguments, string name) =>
        arguments.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? Math.Max(0, value.GetInt64()) : null;
}
