using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Mapping;

/// <summary>Finds the root fields that read entities of a type where no <c>@lookup</c> names them.</summary>
/// <remarks>
/// The name decides, since shapes do not: <c>attachmentIssue(id:)</c> takes the id of something else, and <c>administrableTeams(filter:)</c>
/// leaves out some of the teams it is asked for.
/// </remarks>
internal static class LookupConvention
{
    /// <summary>As they would stand in <c>@lookup(by:)</c>: at most one for a single entity, and one for many.</summary>
    public static IEnumerable<string> Find(Schema schema, ObjectType type)
    {
        string name = $"{char.ToLowerInvariant(type.Name[0])}{type.Name[1..]}";
        if (schema.Query.Field(name) is { } one && IsSingle(one, type))
        {
            yield return $"{name}(id: $key)";
            if (schema.Query.Field(Plural(name)) is { } many && IsFilterable(many, type))
            {
                var also = many.Arguments.Where(argument => argument.Name is "includeArchived" or "includeDisabled").Select(argument => $", {argument.Name}: true");
                yield return $"{many.Name}(filter: {{ id: {{ in: $keys }} }}, first: $count{string.Concat(also)})";
            }
        }
    }

    private static bool IsSingle(FieldDefinition field, ObjectType type) =>
        ReferenceEquals(field.Type.Nullable, type.Reference)
        && !Stability.IsUnstable(field.Description)
        && IsText(field.Argument("id")?.Type.Nullable)
        && field.Arguments.All(argument => argument.Name == "id" || !argument.IsRequired);

    private static bool IsFilterable(FieldDefinition field, ObjectType type) =>
        field.Type.Named is ObjectType page
        && ReferenceEquals(page.Field("nodes")?.Type.Named, type)
        && !Stability.IsUnstable(field.Description)
        && field.Argument("first")?.Type.Named.Name == "Int"
        && field.Argument("filter")?.Type.Nullable is NamedTypeRef { Type: InputObjectType filter }
        && filter.Field("id")?.Type.Nullable is NamedTypeRef { Type: InputObjectType comparator }
        && comparator.Field("in")?.Type.Nullable is ListTypeRef ids && IsText(ids.Item.Nullable)
        && field.Arguments.All(argument => !argument.IsRequired);

    private static bool IsText(TypeRef? type) => type is NamedTypeRef { Type: ScalarType { Kind: ScalarKind.String or ScalarKind.Id } };

    private static string Plural(string name) => name switch
    {
        [.., 'y'] => $"{name[..^1]}ies",
        [.., 's' or 'x'] or [.., 's' or 'c', 'h'] => $"{name}es",
        _ => $"{name}s",
    };
}
