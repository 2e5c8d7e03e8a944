using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Fetching;

public class WideningTests
{
    private const long Now = 1_800_000_000_000;

    private readonly GatewayModel _model = TestSchema.Model();

    [Fact]
    public void An_entity_is_asked_for_all_of_its_cheap_fields()
    {
        var session = Widen("{ agentSession(id: \"s\") { summary } }", new FetchOptions());

        Assert.Superset(_model.TypeNamed("AgentSession")!.CheapFields.Select(field => field.Key).ToHashSet(), session.Fields.Select(field => field.Key).ToHashSet());
        Assert.DoesNotContain(session.Fields, field => field.Model.Definition.Name is "pullRequests" or "workspaceDiff" or "activities");
    }

    [Fact]
    public void Only_what_a_query_asked_for_is_marked_as_asked()
    {
        var session = Widen("{ agentSession(id: \"s\") { summary issue { title } } }", new FetchOptions());

        Assert.Equal(["issue", "summary"], session.Fields.Where(field => field.IsAsked).Select(field => field.Model.Definition.Name).Order());
    }

    [Fact]
    public void A_link_that_widening_added_is_asked_for_its_id_alone()
    {
        var session = Widen("{ agentSession(id: \"s\") { summary } }", new FetchOptions());

        var link = Field(session, "issue").Below!;
        Assert.Empty(link.Fields);
        Assert.Equal(0.1, Complexity.Of(link), 6);
    }

    [Fact]
    public void An_embedded_object_that_widening_added_is_complete()
    {
        var activity = Widen("{ agentActivity(id: \"a\") { createdAt } }", new FetchOptions());

        var content = Field(activity, "content").Below!;
        Assert.Equal(6, content.Members.Count());
        Assert.All(content.Members, member => Assert.Equal(member.Model!.CheapFields.Length, member.Fields.Count));
    }

    [Fact]
    public void An_embedded_object_of_which_a_part_was_asked_for_is_completed()
    {
        var session = Widen("{ agentSession(id: \"s\") { externalLinks { label } } }", new FetchOptions { WideningComplexity = 0 });

        Assert.Equal(["label", "url"], Field(session, "externalLinks").Below!.Fields.Select(field => field.Model.Definition.Name).Order());
    }

    [Fact]
    public void Every_level_that_a_query_selected_is_widened()
    {
        var session = Widen("{ agentSession(id: \"s\") { issue { assignee { name } } } }", new FetchOptions());

        var issue = Field(session, "issue").Below!;
        Assert.NotNull(issue.Field(new("description")));
        Assert.NotNull(Field(issue, "assignee").Below!.Field(new("email")));
    }

    [Fact]
    public void The_nodes_of_a_page_are_widened()
    {
        var page = Widen("{ agentSessions(first: 5) { nodes { summary } } }", new FetchOptions());

        Assert.NotNull(page.Fields[0].Below!.Field(new("status")));
    }

    [Fact]
    public void Outer_levels_come_first_when_there_is_no_room_for_all()
    {
        var session = Widen("{ agentSession(id: \"s\") { activities(first: 50) { nodes { ephemeral } } } }", new FetchOptions { WideningComplexity = 120 });

        Assert.NotNull(session.Field(new("status")));
        Assert.Null(session.Fields.First(field => field.IsAsked).Below!.Field(new("signal")));
    }

    [Fact]
    public void A_page_that_is_too_dear_to_widen_stays_as_it_was_asked_for()
    {
        var page = Widen("{ issues(first: 250) { nodes { title } } }", new FetchOptions { WideningComplexity = 500 });

        Assert.Single(page.Fields[0].Below!.Fields);
    }

    [Fact]
    public void A_link_that_queries_followed_lately_is_followed_into_the_entity()
    {
        ModelField("AgentSession", "issue").MissedAt = Now - (9 * 60 * 1000);

        var session = Widen("{ agentSession(id: \"s\") { summary } }", new FetchOptions());

        Assert.NotNull(Field(session, "issue").Below!.Field(new("title")));
        Assert.Empty(Field(session, "creator").Below!.Fields);
    }

    [Fact]
    public void A_link_that_was_followed_long_ago_is_not_followed()
    {
        ModelField("AgentSession", "issue").MissedAt = Now - (10 * 60 * 1000);

        var session = Widen("{ agentSession(id: \"s\") { summary } }", new FetchOptions());

        Assert.Empty(Field(session, "issue").Below!.Fields);
    }

    [Fact]
    public void Links_are_followed_only_within_their_own_limit()
    {
        ModelField("AgentSession", "issue").MissedAt = Now;

        var page = Widen("{ agentSessions(first: 50) { nodes { summary } } }", new FetchOptions());

        Assert.Empty(Field(page.Fields[0].Below!, "issue").Below!.Fields);
        Assert.NotNull(page.Fields[0].Below!.Field(new("status")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_document_is_never_widened_beyond_its_limit(int seed)
    {
        var documents = new RandomDocuments(_model.Schema, seed, _ => ["00000000-0000-4000-8000-000000000001"]);
        for (int i = 0; i < 300; i++)
        {
            var (document, variables) = documents.Next();
            var options = new FetchOptions { WideningComplexity = 100 + (i * 20) };
            List<(FetchSelection Selection, double Count)> roots = [.. ColdWalk.Of(_model, document, variables)
                .Where(booking => booking.Key.RootField is null).Select(booking => (booking.Selection, 1.0))];
            double asked = roots.Sum(root => root.Count * Complexity.Of(root.Selection));

            new Widening(_model, new BlamedFields(TimeProvider.System), options, Now, price: 1).Apply(roots);

            double widened = roots.Sum(root => root.Count * Complexity.Of(root.Selection));
            Assert.True(widened <= Math.Max(asked, options.WideningComplexity) + 1e-6, $"seed {seed}, {i}: {widened} > {options.WideningComplexity}: {document}");
        }
    }

    private FetchSelection Widen(string document, FetchOptions options)
    {
        var booking = Assert.Single(ColdWalk.Of(_model, document));
        var field = booking.Key.RootField is null ? null : booking.Selection.Fields[0];

        new Widening(_model, new BlamedFields(TimeProvider.System), options, Now, price: 1).Apply([field is null ? (booking.Selection, 1) : (field.Below!, Complexity.PageSize(field))]);

        return booking.Selection;
    }

    private FieldModel ModelField(string type, string field) => _model.TypeNamed(type)!.Fields.Single(candidate => candidate.Definition.Name == field);

    private static FetchField Field(FetchSelection selection, string name) => selection.Field(new(name))!;
}
