using System.Text.Json;

namespace Gateway.Testing.Inventing;

/// <summary>A page of a connection. Cursors are the identities of the nodes.</summary>
/// <param name="Self">What its other fields are invented from.</param>
/// <param name="Nodes">Those on the page.</param>
/// <param name="HasNext">Whether there are more behind them.</param>
/// <param name="HasPrevious">Whether there are more before them.</param>
internal sealed record InventedPage(InventedObject Self, InventedObject[] Nodes, bool HasNext, bool HasPrevious)
{
    private const int DefaultSize = 50;

    /// <summary>Cuts a page out of all that there is, as the arguments <c>first</c>, <c>last</c>, <c>after</c> and <c>before</c> say.</summary>
    public static InventedPage Cut(InventedObject self, InventedObject[] all, JsonElement arguments)
    {
        int from = 0;
        int to = all.Length;
        if (Text(arguments, "after") is { } after)
        {
            from = Array.FindIndex(all, node => node.Identity == after) + 1;
        }

        if (Text(arguments, "before") is { } before && Array.FindIndex(all, node => node.Identity == before) is >= 0 and var end)
        {
            to = Math.Max(end, from);
        }

        if (Number(arguments, "last") is { } last)
        {
            from = Math.Max(from, to - last);
        }
        else
        {
            to = Math.Min(to, from + (Number(arguments, "first") ?? DefaultSize));
        }

        return new InventedPage(self, all[from..to], to < all.Length, from > 0);
    }

    private static string? Text(JsonElement arguments, string name) =>
        arguments.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement arguments, string name) =>
        arguments.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;
}
