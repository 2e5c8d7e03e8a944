using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Mapping;

/// <summary>Tells pages of connections from other objects.</summary>
internal static class PageShape
{
    private static readonly string[] PageInfo = ["startCursor", "endCursor", "hasNextPage", "hasPreviousPage"];

    /// <summary>
    /// Whether it is a page with <c>nodes</c>, <c>edges</c> of a <c>cursor</c> and a <c>node</c>, <c>pageInfo</c>, and nothing else: only such a
    /// page is one value, however it is read. Others are objects like any.
    /// </summary>
    public static bool IsConnection(ObjectType type) =>
        Has(type, "nodes", "edges", "pageInfo")
        && type.Field("nodes")!.Type is { Nullable: ListTypeRef, Named: { IsComposite: true } node }
        && type.Field("edges")!.Type is { Nullable: ListTypeRef, Named: ObjectType edge }
        && Has(edge, "cursor", "node")
        && edge.Field("cursor")!.Type.Named.IsLeaf
        && ReferenceEquals(edge.Field("node")!.Type.Nullable, node.Reference)
        && type.Field("pageInfo")!.Type.Nullable is NamedTypeRef { Type: ObjectType info }
        && Has(info, PageInfo)
        && info.Fields.All(field => field.Type.Named.IsLeaf);

    /// <summary>Whether what a field leads to is as many objects as its arguments say, though it is no connection.</summary>
    public static bool IsPaged(FieldDefinition field) =>
        (field.Argument("first") ?? field.Argument("last"))?.Type.Named.Name == "Int"
        && (field.Type.Nullable is ListTypeRef || (field.Type.Named is FieldsType page && (page.Field("nodes") ?? page.Field("edges")) is not null));

    private static bool Has(ObjectType type, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (type.Field(name)?.Arguments.IsEmpty != true)
            {
                return false;
            }
        }

        return type.Fields.Length == names.Length;
    }
}
