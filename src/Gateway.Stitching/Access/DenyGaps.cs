using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Access;

/// <summary>Finds filters by which the values of denied fields can be probed, such as <c>UserFilter.email</c> for <c>User.email</c>.</summary>
public static class DenyGaps
{
    /// <summary>The coordinates of input fields that are likely to tell what a list denies, and that it does not deny; sorted.</summary>
    /// <remarks>Goes by the names that Linear gives its filters: what it does not find may tell as well.</remarks>
    public static IReadOnlyList<string> Find(DenyList denied, Schema schema)
    {
        ArgumentNullException.ThrowIfNull(denied);
        ArgumentNullException.ThrowIfNull(schema);
        var named = denied.In(schema);
        return
        [
            .. from coordinate in denied.Coordinates
               let parts = coordinate.Split('.')
               where schema.Type(parts[0]) is FieldsType && !parts[1].EndsWith(')')
               from input in schema.Types.OfType<InputObjectType>()
               where IsFilterOf(input.Name, parts[0]) && input.Field(parts[1]) is { } field && named.Find(field) is null
               orderby input.Name
               select $"{input.Name}.{parts[1]}",
        ];
    }

    private static bool IsFilterOf(string input, string type) =>
        input == type + "Filter" || input == $"Nullable{type}Filter" || input == $"{type}CollectionFilter" || input == $"{type}SortInput";
}
