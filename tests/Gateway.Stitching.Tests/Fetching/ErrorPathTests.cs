using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Stitching.Tests.Fetching;

public class ErrorPathTests
{
    [Fact]
    public async Task An_error_below_a_field_comes_at_the_path_that_the_caller_chose()
    {
        await using var gateway = await AlteredGateway.StartAsync();
        string session = gateway.World.Ids("AgentSession")[0];
        gateway.Alter = (_, answer) =>
        {
            string alias = Root(answer);
            answer["data"]![alias]!["creator"] = null;
            answer["errors"] = Error(alias, "creator", "name");
        };

        string response = await gateway.AskAsync($"{{ s: agentSession(id: \"{session}\") {{ status c: creator {{ nom: name }} }} }}");

        Assert.Equal("""["s","c","nom"]""", Path(response));
        Assert.Contains("\"c\":null", response, StringComparison.Ordinal);
        Assert.Contains("\"message\":\"No name today.\"", response, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("edges { node { who: sourceComment { nom: body } } }", """["s","list","edges",0,"node","who","nom"]""")]
    [InlineData("nodes { who: sourceComment { nom: body } }", """["s","list","nodes",0,"who","nom"]""")]
    [InlineData("all: edges { cursor it: node { who: sourceComment { nom: body } } }", """["s","list","all",0,"it","who","nom"]""")]
    public async Task An_error_in_a_page_comes_at_the_path_that_the_caller_chose(string selection, string expected)
    {
        await using var gateway = await AlteredGateway.StartAsync();
        string session = gateway.World.Ids("AgentSession")[0];
        gateway.Alter = (_, answer) =>
        {
            var page = answer["data"]![Root(answer)]!.AsObject().First(field => field.Value is JsonObject value && value.ContainsKey("pageInfo"));
            var activities = page.Value!.AsObject();
            string part = activities.ContainsKey("nodes") ? "nodes" : "edges";
            var item = activities[part]![0]!;
            (part == "nodes" ? item : item["node"]!)["sourceComment"] = null;
            object[] below = part == "nodes" ? [page.Key, "nodes", 0] : [page.Key, "edges", 0, "node"];
            answer["errors"] = Error([Root(answer), .. below, "sourceComment", "body"]);
        };

        string response = await gateway.AskAsync($"{{ s: agentSession(id: \"{session}\") {{ list: activities(first: 2) {{ {selection} }} }} }}");

        Assert.Equal(expected, Path(response));
    }

    private static string Root(JsonNode answer) => answer["data"]!.AsObject().First().Key;

    private static JsonArray Error(params object[] path) =>
        [new JsonObject { ["message"] = "No name today.", ["path"] = new JsonArray([.. path.Select(step => JsonSerializer.SerializeToNode(step))]) }];

    private static string Path(string response)
    {
        using var json = JsonDocument.Parse(response);
        return json.RootElement.GetProperty("errors")[0].GetProperty("path").GetRawText();
    }
}
