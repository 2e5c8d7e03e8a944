using Gateway.GraphQL.Types;

namespace Gateway.Commands;

/// <summary>The types whose objects have an identity, so that an operator can name them.</summary>
internal static class EntityTypes
{
    // As the mapping of Gateway.Stitching decides it, which keeps it to itself.
    public static IReadOnlyList<string> Of(Schema schema) =>
    [
        .. from type in schema.Types.OfType<ObjectType>()
           where type.Field("id")?.Type is NonNullTypeRef
           where type.Interfaces.Any(contract => contract.Name == "Node") || type.Directives.Any(directive => directive.Name.Value == "key")
           select type.Name,
    ];
}
