using System.Globalization;
using System.Text.Json;
using Gateway.Sandbox;
using Gateway.Stitching.Fetching;
using Gateway.Testing;

namespace Gateway.IntegrationTests;

public class UpstreamThriftTests
{
    private static readonly string[] Leaves =
    [
        "id status",
        "id summary plan updatedAt",
        "status issue { identifier title }",
        "creator { name } appUser { displayName }",
        "issue { assignee { name } state { name } } status",
        "url slugId externalLinks { label url } startedAt endedAt",
        "issue { title priority team { key } } creator { email }",
        "status comment { body } dismissedBy { name } context",
    ];

    private static readonly string[] Pages =
    [
        "id status",
        "summary issue { identifier title }",
        "creator { name } appUser { displayName }",
        "issue { assignee { name } state { name } } status",
        "activities(first: 5) { nodes { id content { __typename ... on AgentActivityThoughtContent { body } } } }",
        "issue { title labels(first: 3) { nodes { name } } }",
        "status activities(first: 3) { nodes { createdAt user { name } } }",
        "issue { comments(first: 3) { nodes { body user { name } } } }",
    ];

    public static TheoryData<string> Kinds { get; } = [nameof(Leaves), nameof(Pages)];

    [Fact]
    public async Task A_page_of_fifty_sessions_with_issues_and_people_costs_one_request_and_then_none()
    {
        await using var gateway = await StartAsync(TimeSpan.Zero);
        const string query = "{ agentSessions(first: 50) { nodes { id issue { assignee { name } state { name } } creator { name } } } }";

        string cold = await gateway.AskAsync(query);
        long afterCold = gateway.Sandbox.Statistics.Requests;
        string warm = await gateway.AskAsync(query);
        await gateway.AskAsync(
            "{ agentSessions(first: 50) { edges { node { status summary plan context type url externalUrls externalLinks { label url } "
            + "issue { title priority boardOrder state { color } assignee { email inviteHash } } creator { displayName } } } } }");

        Assert.Equal(1, afterCold);
        Assert.Equal(cold, warm);
        Assert.Equal(1, gateway.Sandbox.Statistics.Requests);
    }

    [Fact]
    public async Task An_entity_that_a_page_brought_is_not_asked_for_again()
    {
        await using var gateway = await StartAsync(TimeSpan.Zero);
        string page = await gateway.AskAsync("{ agentSessions(first: 5) { nodes { id } } }");
        using var json = JsonDocument.Parse(page);
        string id = json.RootElement.GetProperty("data").GetProperty("agentSessions").GetProperty("nodes")[3].GetProperty("id").GetString()!;

        string session = await gateway.AskAsync($"{{ agentSession(id: \"{id}\") {{ id status summary plan }} }}");

        Assert.Contains(id, session, StringComparison.Ordinal);
        Assert.Equal(1, gateway.Sandbox.Statistics.Requests);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Many_callers_with_overlapping_selections_share_few_requests(string kind)
    {
        string[] selections = kind == nameof(Leaves) ? Leaves : Pages;
        await using var gateway = await StartAsync(TimeSpan.FromMilliseconds(50));
        var ids = gateway.Sandbox.World.Ids("AgentSession").Take(400).ToArray();
        var random = new Random(4);
        var requests = Enumerable.Range(0, 1500)
            .Select(_ => (Id: ids[random.Next(ids.Length)], Selection: selections[random.Next(selections.Length)]))
            .ToArray();
        int next = -1;
        int failed = 0;

        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var i && i < requests.Length)
            {
                string answer = await gateway.AskAsync($"{{ agentSession(id: \"{requests[i].Id}\") {{ {requests[i].Selection} }} }}");
                failed += answer.Contains("\"errors\"", StringComparison.Ordinal) ? 1 : 0;
            }
        })));

        long sent = gateway.Sandbox.Statistics.Requests;
        Assert.Equal(0, failed);
        Assert.True(sent <= 60, string.Create(CultureInfo.InvariantCulture, $"{sent} upstream requests"));
        TestContext.Current.SendDiagnosticMessage("{0} upstream requests", sent);
    }

    private static Task<SandboxGateway> StartAsync(TimeSpan latency) => SandboxGateway.StartAsync(
        new SandboxOptions { Latency = latency, RequestLimit = 1_000_000, ComplexityLimit = int.MaxValue }, new FetchOptions());
}
