using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Gateway.Sandbox.Serving;

/// <summary>Reads commands from JSON.</summary>
internal static class ControlCommand
{
    private static readonly string[] Known = ["type", "action", "id", "set", "body", "wait"];

    public static bool TryRead(
        JsonElement json, [NotNullWhen(true)] out SandboxCommand? command, out bool wait, [NotNullWhen(false)] out string? problem)
    {
        (command, wait, problem) = (null, false, null);
        if (json.ValueKind != JsonValueKind.Object)
        {
            problem = "The body must be a JSON object.";
        }
        else if (json.EnumerateObject().Select(property => property.Name).FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
        {
            problem = $"\"{unknown}\" is not known here. Known: {string.Join(", ", Known)}.";
        }
        else if (Text(json, "type") is not { } type || Text(json, "action") is not { } action)
        {
            problem = "\"type\" and \"action\" must be given as texts.";
        }
        else if (json.TryGetProperty("set", out var set) && set.ValueKind != JsonValueKind.Object)
        {
            problem = "\"set\" must be a JSON object.";
        }
        else
        {
            wait = json.TryGetProperty("wait", out var flag) && flag.ValueKind == JsonValueKind.True;
            command = new SandboxCommand(type, action) { Id = Text(json, "id"), Body = Text(json, "body") };
            if (set.ValueKind == JsonValueKind.Object)
            {
                command = command with { Set = Values(set.Clone()) };
            }
        }

        return command is not null;
    }

    /// <summary>A text; null if there is none.</summary>
    public static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static Dictionary<string, JsonElement> Values(JsonElement set)
    {
        var values = new Dictionary<string, JsonElement>();
        foreach (var property in set.EnumerateObject())
        {
            values[property.Name] = property.Value;
        }

        return values;
    }
}
