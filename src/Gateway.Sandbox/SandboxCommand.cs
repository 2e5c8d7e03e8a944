using System.Collections.ObjectModel;
using System.Text.Json;

namespace Gateway.Sandbox;

/// <summary>A change to the world.</summary>
/// <param name="Type">The type of entity, as <c>Issue</c>.</param>
/// <param name="Action"><c>create</c>, <c>update</c> or <c>remove</c>; for an <c>AgentSession</c> also <c>prompt</c>.</param>
public sealed record SandboxCommand(string Type, string Action)
{
    /// <summary>The entity; null for one that is to be created.</summary>
    public string? Id { get; init; }

    /// <summary>Values by field name. A link is set by its name and <c>Id</c>: <c>assigneeId</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement> Set { get; init; } = ReadOnlyDictionary<string, JsonElement>.Empty;

    /// <summary>The text of a prompt; else null.</summary>
    public string? Body { get; init; }

    /// <summary>A command whose values are the properties of an object.</summary>
    public static SandboxCommand Of(string type, string action, string? id, object set) => new(type, action)
    {
        Id = id,
        Set = JsonSerializer.SerializeToElement(set).EnumerateObject().ToDictionary(property => property.Name, property => property.Value),
    };
}
