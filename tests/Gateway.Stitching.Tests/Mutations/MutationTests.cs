using System.Text.Json.Nodes;
using Gateway.Stitching.Tests.Fetching;

namespace Gateway.Stitching.Tests.Mutations;

public class MutationTests
{
    [Fact]
    public async Task The_answer_is_that_of_the_upstream_for_the_callers_selection()
    {
        await using var gateway = await AlteredGateway.StartAsync();
        string id = gateway.World.Ids("AgentSession")[0];
        const string Selection = """
            ok: success lastSyncId agentSession { __typename id plan links: externalLinks { url } appUser { name n: displayName }
              first: activities(first: 1) { edges { cursor node { id } } } two: activities(first: 2) { nodes { id content { __typename
              ... on AgentActivityPromptContent { text: body } ... on AgentActivityActionContent { action } } } pageInfo { hasNextPage } } }
            """;
        const string Input = """input: { plan: { z: 1.50, a: [true, null, "ü"] } }""";

        string mine = await gateway.AskAsync($"mutation {{ m: agentSessionUpdate(id: \"{id}\", {Input}) {{ {Selection} }} }}");
        string theirs = await gateway.AskUpstreamAsync($"mutation {{ m: agentSessionUpdate(id: \"{id}\", {Input}) {{ {Selection} }} }}");

        Assert.Equal(1, gateway.Requests);
        Assert.Equal(Comparable(theirs), Comparable(mine));
    }

    [Fact]
    public async Task The_next_read_sees_the_write_and_lists_do_too()
    {
        await using var gateway = await AlteredGateway.StartAsync();
        string id = gateway.World.Ids("AgentSession")[5];
        string read = $$"""
            { agentSession(id: "{{id}}") { externalLink activities(first: 1) { nodes { id content { ... on AgentActivityThoughtContent { body } } } } }
              agentActivities(first: 1) { nodes { id } } }
            """;
        await gateway.AskAsync(read);
        await gateway.AskAsync(read);
        Assert.Equal(1, gateway.Requests);

        await gateway.AskAsync($"mutation {{ agentSessionUpdate(id: \"{id}\", input: {{ externalLink: \"https://new\" }}) {{ success }} }}");
        var made = await gateway.SendAsync($"mutation {{ {Mutating.Think("m", id, "New thought", "agentActivity { id }")} }}");
        var seen = (await gateway.SendAsync(read))["data"]!;

        string activity = (string)made["data"]!["m"]!["agentActivity"]!["id"]!;
        Assert.Equal("https://new", (string?)seen["agentSession"]!["externalLink"]);
        Assert.Equal("New thought", (string?)seen["agentSession"]!["activities"]!["nodes"]![0]!["content"]!["body"]);
        Assert.Equal(activity, (string?)seen["agentActivities"]!["nodes"]![0]!["id"]);
    }

    [Fact]
    public async Task Several_run_in_order_each_by_its_own_request_and_each_is_complete_before_the_next()
    {
        await using var gateway = await AlteredGateway.StartAsync();
        string id = gateway.World.Ids("AgentSession")[0];
        const string Latest = "agentActivity { agentSession { activities(first: 1) { nodes { content { ... on AgentActivityThoughtContent { body } } } } } }";

        var answer = await gateway.SendAsync(
            $"mutation {{ {Mutating.Think("a", id, "1", Latest)} t: __typename {Mutating.Think("b", id, "2", Latest)} {Mutating.Think("c", id, "1", Latest)} }}");

        Assert.Equal(3, gateway.Requests);
        Assert.Equal(["a", "t", "b", "c"], answer["data"]!.AsObject().Select(field => field.Key));
        Assert.Equal(["1", "2", "1"], ((string[])["a", "b", "c"]).Select(alias =>
            (string?)answer["data"]![alias]!["agentActivity"]!["agentSession"]!["activities"]!["nodes"]![0]!["content"]!["body"]));
    }

    [Fact]
    public async Task One_that_fails_makes_data_null_and_keeps_those_after_it_from_running()
    {
        await using var gateway = await AlteredGateway.StartAsync();
        string id = gateway.World.Ids("AgentSession")[0];
        int before = gateway.World.Ids("AgentActivity").Count;

        var answer = await gateway.SendAsync(
            $"mutation {{ {Mutating.Think("a", id, "1", "success")} {Mutating.Think("b", "nobody", "2", "success")} {Mutating.Think("c", id, "3", "success")} }}");

        var error = Assert.Single(answer["errors"]!.AsArray())!;
        Assert.Null(answer["data"]);
        Assert.Equal(2, gateway.Requests);
        Assert.Equal(before + 1, gateway.World.Ids("AgentActivity").Count);
        Assert.Equal(
            """{"message":"Entity not found: AgentSession","path":["b"],"type":"invalid input","code":"INPUT_ERROR"}""",
            new JsonObject
            {
                ["message"] = error["message"]!.DeepClone(),
                ["path"] = error["path"]!.DeepClone(),
                ["type"] = error["extensions"]!["type"]!.DeepClone(),
                ["code"] = error["extensions"]!["code"]!.DeepClone(),
            }.ToJsonString());
    }

    [Fact]
    public async Task An_error_below_the_payload_comes_at_the_callers_path_and_nothing_is_asked_again()
    {
        await using var gateway = await AlteredGateway.StartAsync();
        string id = gateway.World.Ids("AgentSession")[0];
        gateway.Alter = (_, answer) =>
        {
            string root = answer["data"]!.AsObject().First().Key;
            answer["data"]![root]!["agentSession"]!["creator"] = null;
            answer["errors"] = new JsonArray(new JsonObject
            {
                ["message"] = "No name today.",
                ["path"] = new JsonArray(root, "agentSession", "creator", "name"),
                ["extensions"] = new JsonObject { ["type"] = "internal error" },
            });
        };

        string answer = await gateway.AskAsync(
            $"mutation {{ m: agentSessionUpdate(id: \"{id}\", input: {{}}) {{ s: agentSession {{ who: creator {{ nom: name }} }} }} }}");

        Assert.Equal(1, gateway.Requests);
        Assert.Contains("\"m\":{\"s\":{\"who\":null}}", answer, StringComparison.Ordinal);
        Assert.Contains("\"path\":[\"m\",\"s\",\"who\",\"nom\"],\"extensions\":{\"type\":\"internal error\"}", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_payload_lacks_of_an_entity_is_read_and_what_it_lacks_itself_is_an_error()
    {
        await using var gateway = await AlteredGateway.StartAsync();
        string id = gateway.World.Ids("AgentSession")[0];
        gateway.Alter = (body, answer) =>
        {
            if (Mutating.Document(body).StartsWith("mutation", StringComparison.Ordinal))
            {
                var payload = answer["data"]!.AsObject().First().Value!;
                payload["agentSession"]!.AsObject().Remove("slugId");
                payload.AsObject().Remove("lastSyncId");
            }
        };

        var read = await gateway.SendAsync($"mutation {{ m: agentSessionUpdate(id: \"{id}\", input: {{}}) {{ agentSession {{ slugId }} }} }}");
        int asked = gateway.Requests;
        var failed = await gateway.SendAsync($"mutation {{ m: agentSessionUpdate(id: \"{id}\", input: {{}}) {{ lastSyncId }} }}");

        Assert.NotNull((string?)read["data"]!["m"]!["agentSession"]!["slugId"]);
        Assert.Equal((2, 3), (asked, gateway.Requests));
        Assert.Equal("""["m","lastSyncId"]""", failed["errors"]![0]!["path"]!.ToJsonString());
    }

    [Fact]
    public async Task Arguments_that_do_not_fit_are_refused_without_a_request()
    {
        await using var gateway = await AlteredGateway.StartAsync();

        string answer = await gateway.AskAsync(
            "mutation($id: String = \"x\", $no: Boolean = true) { agentSessionUpdate(id: $id, input: {}) { success } }", """{"id":null}""");

        Assert.Equal(0, gateway.Requests);
        Assert.Contains("\"errors\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_upstream_is_asked_for_what_is_selected_and_for_what_tells_what_is_old()
    {
        await using var gateway = await AlteredGateway.StartAsync();
        string sent = "";
        gateway.Answer = body =>
        {
            sent = Mutating.Document(body);
            return """{"errors":[{"message":"No.","extensions":{"type":"invalid input"}}]}""";
        };

        await gateway.AskAsync($"mutation($skip: Boolean!) {{ {Mutating.Think("m", "s", "x", "success lastSyncId @skip(if: $skip)")} }}", """{"skip":true}""");

        Assert.Equal(
            "mutation($v0:AgentActivityCreateInput!){ a0:agentActivityCreate(input:$v0){ success agentActivity{ id agentSession{ id comment{ id} issue{ id}}}}}",
            sent);
    }

    [Fact]
    public async Task Arguments_go_upstream_as_they_were_given()
    {
        await using var gateway = await AlteredGateway.StartAsync();
        string id = gateway.World.Ids("AgentSession")[0];
        string sent = "";
        gateway.Alter = (body, _) => sent = body;

        await gateway.AskAsync(
            """
            mutation($v: JSONObject, $gone: String, $id: String! = "ID", $url: String = "https://d") {
              agentSessionUpdate(id: $id, input: { plan: { z: 1.50, a: $v, b: [E, null, $gone], c: $gone }, externalLink: $url }) { success }
            }
            """.Replace("ID", id, StringComparison.Ordinal),
            """{"v":{"y":1e2,"x":"ü"}}""");

        Assert.Contains("{\"plan\":{\"z\":1.50,\"a\":{\"y\":1e2,\"x\":\"ü\"},\"b\":[\"E\",null,null]},\"externalLink\":\"https://d\"}", sent, StringComparison.Ordinal);
    }

    private static string Comparable(string answer)
    {
        var json = JsonNode.Parse(answer)!;
        Assert.NotNull(json["data"]);
        json["data"]!["m"]!["lastSyncId"] = 0;
        return json.ToJsonString();
    }
}
