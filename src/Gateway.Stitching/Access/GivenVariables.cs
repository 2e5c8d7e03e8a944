using System.Collections.Immutable;
using System.Text.Json;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;

namespace Gateway.Stitching.Access;

/// <summary>Finds what is denied in the variables of a request.</summary>
/// <remarks>As they were given, not as they were coerced: a default that the schema gives is nobody's asking.</remarks>
internal static class GivenVariables
{
    /// <summary>Why the operation must not run with these; empty if it may.</summary>
    public static IReadOnlyList<GraphQLError> Refuse(
        DeniedParts denied, OperationPlan plan, ImmutableArray<VariableDefinition> suspects, JsonElement given)
    {
        if (given.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var uses = new DeniedUses(plan.Source);
        foreach (var variable in suspects)
        {
            if (given.TryGetProperty(variable.Name, out var value))
            {
                Visit(denied, value, variable.Type, variable.Start, uses);
            }
        }

        return uses.ToErrors();
    }

    private static void Visit(DeniedParts denied, JsonElement value, TypeRef type, int start, DeniedUses uses)
    {
        if (value.ValueKind == JsonValueKind.Array && type.Nullable is ListTypeRef list)
        {
            foreach (var item in value.EnumerateArray())
            {
                Visit(denied, item, list.Item, start, uses);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object && denied.MayHold(type.Named))
        {
            foreach (var property in value.EnumerateObject())
            {
                if (((InputObjectType)type.Named).Field(property.Name) is { } field)
                {
                    if (denied.Find(field) is { } coordinate)
                    {
                        uses.AddInput(coordinate, start);
                    }

                    Visit(denied, property.Value, field.Type, start, uses);
                }
            }
        }
    }
}
