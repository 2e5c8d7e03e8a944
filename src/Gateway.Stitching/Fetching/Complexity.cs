using System.Text.Json;
using Gateway.Caching.Keys;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Fetching;

/// <summary>Predicts what the upstream charges: a scalar 0.1 points, an object 1, a connection its nodes times the page size.</summary>
internal static class Complexity
{
    /// <summary>Points of a leaf.</summary>
    public const double Leaf = 0.1;

    /// <summary>Points of an object, without what is selected of it.</summary>
    public const double Object = 1;

    /// <summary>Points of a page's <c>pageInfo</c>.</summary>
    private const double PageInfo = Object + (4 * Leaf);

    /// <summary>Points of a node's edge with its cursor.</summary>
    private const double Edge = Object + Leaf;

    private const int DefaultPageSize = 50;

    private static readonly FieldKey Id = new("id");

    /// <summary>Points of all that is asked of one object, without the object itself.</summary>
    public static double Of(FetchSelection selection)
    {
        // The id of an entity is asked for in any case.
        double points = selection.Model?.IsEntity == true && selection.Field(Id) is null ? Leaf : 0;
        foreach (var field in selection.Fields)
        {
            points += Of(field);
        }

        // Of a union the dearest member counts, since any may come.
        return points + selection.Members.Select(Of).DefaultIfEmpty().Max();
    }

    public static double Of(FetchField field) => field.Model.Shape switch
    {
        FieldShape.Leaf => Leaf,
        FieldShape.Connection => (PageSize(field) * (Object + Of(field.Below!) + (field.NeedsCursors ? Edge : 0))) + PageInfo,
        _ => (field.Model.IsPaged ? PageSize(field) : 1) * (Object + Of(field.Below!)),
    };

    /// <summary>How many nodes a page may have: <c>first</c> or <c>last</c>, else 50.</summary>
    public static int PageSize(FetchField field) => PageSize(field.Arguments);

    /// <summary>How many nodes a page may have that is asked for with these arguments, a canonical JSON object.</summary>
    public static int PageSize(ReadOnlyMemory<byte> arguments)
    {
        if (arguments.Length <= 2)
        {
            return DefaultPageSize;
        }

        using var json = JsonDocument.Parse(arguments, new JsonDocumentOptions { MaxDepth = 1000 });
        foreach (string name in (ReadOnlySpan<string>)["first", "last"])
        {
            if (json.RootElement.TryGetProperty(name, out var size) && size.ValueKind == JsonValueKind.Number && size.TryGetInt32(out int count))
            {
                return Math.Max(count, 0);
            }
        }

        return DefaultPageSize;
    }
}
