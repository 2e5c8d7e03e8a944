using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;

namespace Gateway.Benchmarks;

/// <summary>Makes up data that answers every field of an operation: three items in each list, the first possible type of each abstract one.</summary>
internal static class SampleData
{
    private const int Items = 3;

    public static JsonElement For(OperationVariant variant)
    {
        var root = new JsonObject();
        Fill(root, variant.Root);
        return JsonSerializer.SerializeToElement(root);
    }

    private static void Fill(JsonObject data, SelectionPlan selection)
    {
        data["__typename"] = selection.Type.Name;
        foreach (var field in selection.Fields.Where(field => field.Meta == MetaField.None))
        {
            // Aliases of one field share its value, so that value has what each of them selects.
            string name = field.Definition.Name;
            if (data[name] is { } known)
            {
                Extend(known, field);
            }
            else
            {
                data[name] = Value(field.Definition.Type, field);
            }
        }
    }

    private static void Extend(JsonNode known, FieldPlan field)
    {
        switch (known)
        {
            case JsonArray items:
                foreach (var item in items)
                {
                    Extend(item!, field);
                }

                break;
            case JsonObject data when field.Selection is { } selection:
                Fill(data, selection.Plans[0]);
                break;
        }
    }

    private static JsonNode Value(TypeRef type, FieldPlan field)
    {
        switch (type.Nullable)
        {
            case ListTypeRef list:
                return new JsonArray([.. Enumerable.Range(0, Items).Select(_ => Value(list.Item, field))]);
            case { Named: ScalarType { Kind: ScalarKind.Int or ScalarKind.Float } }:
                return 42;
            case { Named: ScalarType { Kind: ScalarKind.Boolean } }:
                return true;
            case { Named: EnumType values }:
                return values.Values[0].Name;
            case { Named.IsLeaf: true }:
                return "2026-11-22T08:15:30.123Z";
            default:
                var data = new JsonObject();
                Fill(data, field.Selection!.Plans[0]);
                return data;
        }
    }
}
