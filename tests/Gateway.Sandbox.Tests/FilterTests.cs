using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Tests;

public sealed class FilterTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private const string Fields = """
        id title number priority estimate createdAt dueDate archivedAt description
        assignee { isMe } state { type } team { key } parent { id } cycle { number } project { lead { id } }
        labels(first: 5, includeArchived: true) { nodes { isGroup } }
        children(first: 30, includeArchived: true) { nodes { priority } } comments(first: 30, includeArchived: true) { nodes { body } }
        """;

    public static TheoryData<string, Func<JsonNode, bool>> Filters { get; } = new()
    {
        { "{ number: { lte: 10 } }", issue => Number(issue, "number") <= 10 },
        { "{ number: { in: [3, 7, 9] } }", issue => Number(issue, "number") is 3 or 7 or 9 },
        { "{ priority: { nin: [0, 1] } }", issue => Number(issue, "priority") is not (0 or 1) },
        { "{ estimate: { null: true } }", issue => issue["estimate"] is null },
        { "{ estimate: { or: [{ gt: 50 }, { null: true }] } }", issue => issue["estimate"] is null || Number(issue, "estimate") > 50 },
        { "{ title: { contains: \"cache\" } }", issue => Text(issue, "title")!.Contains("cache", StringComparison.Ordinal) },
        { "{ title: { containsIgnoreCase: \"FIX\" } }", issue => Text(issue, "title")!.Contains("fix", StringComparison.OrdinalIgnoreCase) },
        { "{ title: { containsIgnoreCaseAndAccent: \"resume\" } }", issue => Text(issue, "title")!.Contains("résumé", StringComparison.Ordinal) },
        { "{ title: { notStartsWith: \"Fix\", notEndsWith: \"🚀\" } }", issue =>
            !Text(issue, "title")!.StartsWith("Fix", StringComparison.Ordinal) && !Text(issue, "title")!.EndsWith("🚀", StringComparison.Ordinal) },
        { "{ assignee: { null: true } }", issue => issue["assignee"] is null },
        { "{ assignee: { isMe: { eq: true } } }", issue => (bool?)issue["assignee"]?["isMe"] == true },
        { "{ state: { type: { in: [\"started\", \"completed\"] } } }", issue => Text(issue["state"]!, "type") is "started" or "completed" },
        { "{ team: { key: { neq: \"ENG\" } } }", issue => Text(issue["team"]!, "key") != "ENG" },
        { "{ parent: { null: false } }", issue => issue["parent"] is not null },
        { "{ project: { lead: { null: false } } }", issue => issue["project"]?["lead"] is not null },
        { "{ createdAt: { gt: \"2026-01-01\", lte: \"2026-03-01T00:00:00Z\" } }", issue =>
            string.CompareOrdinal(Text(issue, "createdAt"), "2026-01-01T00:00:00.000Z") > 0
            && string.CompareOrdinal(Text(issue, "createdAt"), "2026-03-01T00:00:00.000Z") <= 0 },
        { "{ dueDate: { gte: \"2026-02-01\" } }", issue => string.CompareOrdinal(Text(issue, "dueDate"), "2026-02-01") >= 0 },
        { "{ createdAt: { gt: \"P2W\" } }", _ => false },
        { "{ labels: { some: { isGroup: { eq: true } } } }", issue => Nodes(issue, "labels").Any(label => (bool)label["isGroup"]!) },
        { "{ labels: { every: { isGroup: { eq: false } } } }", issue => Nodes(issue, "labels").All(label => !(bool)label["isGroup"]!) },
        { "{ labels: { length: { gte: 3 } } }", issue => Nodes(issue, "labels").Count() >= 3 },
        { "{ children: { priority: { eq: 1 } } }", issue => Nodes(issue, "children").Any(child => Number(child, "priority") == 1) },
        { "{ comments: { some: { body: { contains: \"proxy\" } } } }", issue =>
            Nodes(issue, "comments").Any(comment => Text(comment, "body")!.Contains("proxy", StringComparison.Ordinal)) },
        { "{ or: [{ number: { eq: 5 } }, { and: [{ number: { gt: 90 } }, { priority: { eq: 2 } }] }] }", issue =>
            Number(issue, "number") == 5 || (Number(issue, "number") > 90 && Number(issue, "priority") == 2) },
        { "{ cycle: { or: [{ null: true }, { number: { eq: 1 } }] } }", issue => issue["cycle"] is null || Number(issue["cycle"]!, "number") == 1 },
        { "{}", _ => true },
    };

    [Theory]
    [MemberData(nameof(Filters), DisableDiscoveryEnumeration = true)]
    public async Task A_filter_finds_what_a_look_at_each_issue_finds(string filter, Func<JsonNode, bool> matches)
    {
        var all = await SandboxFixture.AllAsync(sandbox.Server, "issues", ", includeArchived: true", Fields);

        var found = await SandboxFixture.AllAsync(sandbox.Server, "issues", $", includeArchived: true, filter: {filter}", "id");

        Assert.Equal(all.Where(matches).Select(issue => Text(issue, "id")), found.Select(issue => Text(issue, "id")));
        Assert.True(filter.Contains("P2W", StringComparison.Ordinal) || found.Count > 0);
    }

    [Fact]
    public async Task Activities_are_filtered_by_session_and_kind()
    {
        string id = sandbox.Server.World.Ids("AgentSession")[0];
        var answer = await sandbox.AskAsync($$"""
            { agentSession(id: "{{id}}") { activities(first: 250) { nodes { id content { __typename } } } }
              agentActivities(first: 250, filter: { agentSessionId: { eq: "{{id}}" }, type: { neq: "action" } }) { nodes { id } } }
            """);

        var expected = answer["data"]!["agentSession"]!["activities"]!["nodes"]!.AsArray()
            .Where(node => (string)node!["content"]!["__typename"]! != "AgentActivityActionContent").Select(node => (string)node!["id"]!);
        Assert.Equal(expected, answer["data"]!["agentActivities"]!["nodes"]!.AsArray().Select(node => (string)node!["id"]!));
    }

    [Fact]
    public async Task A_date_that_is_none_is_refused()
    {
        var answer = await sandbox.AskAsync("{ issues(filter: { createdAt: { gt: \"soon\" } }) { nodes { id } } }");

        Assert.Equal("INVALID_INPUT", (string?)answer["errors"]![0]!["extensions"]!["code"]);
    }

    private static string? Text(JsonNode node, string name) => (string?)node[name];

    private static double Number(JsonNode node, string name) => (double)node[name]!;

    private static IEnumerable<JsonNode> Nodes(JsonNode node, string name) => node[name]!["nodes"]!.AsArray().Select(item => item!);
}
