using Gateway.GraphQL.Types;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Tests;

/// <summary>Writes selections of everything a type has.</summary>
internal static class SelectAll
{
    /// <summary>All fields of a type; of linked entities only the id, of embedded objects everything.</summary>
    public static string Of(NamedType type) => type is UnionType union
        ? $"{{ __typename {string.Join(' ', union.Members.Select(member => $"... on {member.Name} {Of(member)}"))} }}"
        : $"{{ {string.Join(' ', ((ObjectType)type).Fields.Select(Field))} }}";

    private static string Field(FieldDefinition field)
    {
        string arguments = field.Name switch
        {
            "workspaceDiffFiles" => "(contentHash: \"x\")",
            "membership" => "(userId: \"x\")",
            _ => "",
        };
        var type = field.Type.Named;
        string below = type.IsLeaf ? ""
            : WorldSchema.NodeOf(type) is not null ? "{ nodes { id } edges { cursor } pageInfo { hasNextPage endCursor } }"
            : WorldSchema.IsEntity(type) ? "{ id }"
            : Of(type);
        return $"{field.Name}{arguments} {below}";
    }
}
