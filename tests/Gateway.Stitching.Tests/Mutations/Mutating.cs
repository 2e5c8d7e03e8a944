using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Stitching.Tests.Fetching;

namespace Gateway.Stitching.Tests.Mutations;

/// <summary>Mutations to send, and answers to read.</summary>
internal static class Mutating
{
    /// <summary>A thought added to a session.</summary>
    public static string Think(string alias, string session, string body, string selection) =>
        $$"""{{alias}}: agentActivityCreate(input: { agentSessionId: "{{session}}", content: { type: "thought", body: "{{body}}" } }) { {{selection}} }""";

    public static async Task<JsonNode> SendAsync(this AlteredGateway gateway, string document, string variables = "{}") =>
        JsonNode.Parse(await gateway.AskAsync(document, variables))!;

    /// <summary>The text of the document in a body that went upstream.</summary>
    public static string Document(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("query").GetString()!;
    }
}
