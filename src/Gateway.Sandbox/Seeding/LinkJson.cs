using System.Text.Json;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Seeding;

/// <summary>A session's links as the text of a JSON array.</summary>
internal static class LinkJson
{
    public static string Of(IEnumerable<Entity> links) =>
        JsonSerializer.Serialize(links.Select(link => new Dictionary<string, string>
        {
            ["label"] = (string)link["label"]!,
            ["url"] = (string)link["url"]!,
        }));
}
