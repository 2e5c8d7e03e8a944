using System.Globalization;
using System.Text.Json;
using Gateway.Sandbox.Data;
using Gateway.Sandbox.Querying;

namespace Gateway.Sandbox.Changing;

/// <summary>Reads what a mutation is given, and refuses it as the API does.</summary>
/// <param name="json">An input object.</param>
/// <param name="path">What stands before the names of its fields in errors.</param>
internal sealed class MutationInput(JsonElement json, string path)
{
    /// <summary>A text; null if there is none.</summary>
    public string? Text(string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public bool IsTrue(string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>A value other than null, as the JSON it is; null if there is none.</summary>
    public string? Json(string name) => Given(name)?.GetRawText();

    /// <summary>A value other than null; null if there is none.</summary>
    public JsonElement? Given(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The texts of a list; empty if there is none.</summary>
    public string[] Texts(string name) => Given(name) is { } list ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];

    /// <summary>Labelled links; null if none are given.</summary>
    public Entity[]? Links(EntityShape shape, string name) => Given(name) is { } list ? [.. list.EnumerateArray().Select(link => Link(shape, link, name))] : null;

    /// <summary>An address; null if there is none.</summary>
    public string? Url(string name)
    {
        string? text = Text(name);
        return text is null || IsUrl(text) ? text : throw Refused(name, "isUrl", "must be a URL address");
    }

    /// <summary>A UUID of version 4 that the client has chosen; null if there is none.</summary>
    public string? NewId(string name)
    {
        string? text = Text(name);
        return text is null || (Guid.TryParseExact(text, "D", out _) && text[14] == '4')
            ? text?.ToLowerInvariant()
            : throw Refused(name, "isUuid", "must be a UUID");
    }

    /// <summary>What to throw where a value does not fit.</summary>
    /// <param name="name">The field.</param>
    /// <param name="constraint">The rule, as the API calls it.</param>
    /// <param name="message">What the field must be, after its name.</param>
    public MutationException Refused(string name, string constraint, string message) =>
        new(Faults.InvalidArgument(new InvalidArgumentException(path + name, constraint, string.Create(CultureInfo.InvariantCulture, $"{name} {message}"))));

    private Entity Link(EntityShape shape, JsonElement link, string list)
    {
        string url = link.GetProperty("url").GetString()!;
        return IsUrl(url)
            ? new Entity(shape, new object?[shape.Slots]).With(new Dictionary<string, object?> { ["label"] = link.GetProperty("label").GetString(), ["url"] = url })
            : throw Refused(list, "isUrl", "must hold URL addresses");
    }

    private static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http";
}
