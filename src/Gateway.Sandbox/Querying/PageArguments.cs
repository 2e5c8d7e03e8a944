using System.Text.Json;

namespace Gateway.Sandbox.Querying;

/// <summary>The arguments of a connection.</summary>
internal sealed class PageArguments
{
    public const int DefaultSize = 50;

    private const int MaxSize = 250;

    private readonly JsonElement _json;

    private PageArguments(JsonElement json) => _json = json;

    public int? First { get; private init; }

    public int? Last { get; private init; }

    public string? After => Text("after");

    public string? Before => Text("before");

    public bool ByUpdate => Text("orderBy") == "updatedAt";

    /// <summary>Undefined if there is none.</summary>
    public JsonElement Filter => _json.TryGetProperty("filter", out var filter) ? filter : default;

    /// <exception cref="InvalidArgumentException">A page size is out of range.</exception>
    public static PageArguments Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement.Clone();
        return new PageArguments(root) { First = Size(root, "first"), Last = Size(root, "last") };
    }

    public bool IsTrue(string name) => _json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static int? Size(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Number)
        {
            return null;
        }

        return value.GetInt32() switch
        {
            > MaxSize => throw new InvalidArgumentException(name, "max", $"{name} must not be greater than {MaxSize}"),
            < 1 => throw new InvalidArgumentException(name, "min", $"{name} must not be less than 1"),
            var size => size,
        };
    }

    private string? Text(string name) =>
        _json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
