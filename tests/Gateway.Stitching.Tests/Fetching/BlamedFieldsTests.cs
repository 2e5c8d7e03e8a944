using System.Text;
using System.Text.Json.Nodes;
using Gateway.Linear;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Fetching;

public class BlamedFieldsTests
{
    private static readonly GatewayModel Model = TestSchema.Model();

    private readonly ManualTime _time = new();
    private readonly BlamedFields _blamed;

    public BlamedFieldsTests() => _blamed = new BlamedFields(_time);

    [Fact(Timeout = 60_000)]
    public async Task A_field_that_fails_where_nobody_asked_for_it_costs_one_more_request_an_hour()
    {
        LoaderBench bench = null!;
        bench = new LoaderBench(new FetchOptions(), request =>
        {
            string body = Encoding.UTF8.GetString(request.Body.Span);
            var answer = JsonNode.Parse(bench.World.Answer(body))!;
            if (body.Contains("branchName", StringComparison.Ordinal))
            {
                answer["errors"] = JsonNode.Parse("""[{"message":"No.","path":["a0","nodes",0,"branchName"],"extensions":{"type":"forbidden"}}]""");
                answer["data"] = null;
            }

            return LoaderBench.Reply(answer.ToJsonString());
        });
        for (int i = 0; i < 10; i++)
        {
            Assert.NotNull(LoaderBench.Value(await bench.LoadIssueAsync(i), "Issue", i, "title"));
        }

        int before = bench.Upstream.Sent.Count;
        bench.Time.Advance(TimeSpan.FromHours(1));
        await bench.LoadIssueAsync(10);

        Assert.Equal((11, 13), (before, bench.Upstream.Sent.Count));
        Assert.Contains("description", bench.Upstream.Sent[10], StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_query_asked_for_is_not_blamed_on_widening()
    {
        bool isWidenings = Note("{ agentSession(id: \"s\") { summary issue { title } } }", "issue", "title");

        Assert.False(isWidenings);
        Assert.False(_blamed.Has(Field("Issue", "title")));
    }

    [Fact]
    public void Below_a_link_the_field_of_the_entity_is_blamed_and_not_the_link()
    {
        bool isWidenings = Note("{ agentSession(id: \"s\") { issue { title } } }", "issue", "description");

        Assert.True(isWidenings);
        Assert.True(_blamed.Has(Field("Issue", "description")));
        Assert.False(_blamed.Has(Field("AgentSession", "issue")));
    }

    [Fact]
    public void The_nodes_of_a_page_are_no_fields()
    {
        Assert.True(Note("{ agentSession(id: \"s\") { activities(first: 2) { edges { cursor node { ephemeral } } } } }", "activities", "edges", "0", "node", "signal"));

        Assert.True(_blamed.Has(Field("AgentActivity", "signal")));
    }

    [Fact]
    public void Of_an_embedded_object_the_whole_is_blamed_since_no_part_of_it_is_left_out()
    {
        Assert.True(Note("{ agentActivity(id: \"a\") { createdAt } }", "content", "body"));

        Assert.True(_blamed.Has(Field("AgentActivity", "content")));
    }

    [Fact]
    public void An_embedded_object_that_a_query_asked_for_comes_whole_in_any_case()
    {
        Assert.False(Note("{ agentSession(id: \"s\") { externalLinks { label } } }", "externalLinks", "0", "url"));
    }

    [Fact]
    public void An_error_that_leads_nowhere_or_is_about_the_schema_may_come_of_anything_that_was_added()
    {
        Assert.True(Note("{ agentSession(id: \"s\") { summary } }", "nobodyKnows"));
        Assert.True(_blamed.Note(Widened("{ viewer { id } }"), [new UpstreamError("No such field.") { Code = "GRAPHQL_VALIDATION_FAILED" }]));
    }

    private static FieldModel Field(string type, string name) => Model.TypeNamed(type)!.Fields.Single(field => field.Definition.Name == name);

    private static FetchDocument Widened(string document) =>
        new BatchPacker(Model, new FetchOptions(), TimeProvider.System).Pack(ColdWalk.Needs(Model, document), isWidened: true);

    /// <summary>Notes an error at a path below the only call, with the response names that the document gave; digits are places in lists.</summary>
    private bool Note(string document, params string[] path)
    {
        var widened = Widened(document);
        var call = Assert.Single(widened.Calls);
        var selection = call.Selection;
        var steps = new List<UpstreamPathSegment> { new(call.Alias, 0) };
        foreach (string step in path)
        {
            var field = selection?.Fields.FirstOrDefault(field => field.Model.Definition.Name == step);
            steps.Add(char.IsDigit(step[0]) ? new UpstreamPathSegment(null, step[0] - '0') : new UpstreamPathSegment(field?.ResponseName ?? step, 0));
            selection = field?.Below ?? selection;
        }

        return _blamed.Note(widened, [new UpstreamError("No.") { Path = [.. steps] }]);
    }
}
