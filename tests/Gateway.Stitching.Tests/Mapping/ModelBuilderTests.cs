using System.Text;
using Gateway.Caching.Records;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Mapping;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Mapping;

public class ModelBuilderTests
{
    private static readonly GatewayModel Model = TestSchema.Model();

    [Theory]
    [InlineData("AgentSession", true)]
    [InlineData("PullRequest", true)]
    [InlineData("AgentSessionExternalLink", false)]
    [InlineData("AgentActivityPromptContent", false)]
    [InlineData("IssueConnection", false)]
    [InlineData("PageInfo", false)]
    public void A_type_is_an_entity_when_it_implements_Node(string type, bool isEntity)
    {
        Assert.Equal(isEntity, Model.TypeNamed(type)!.IsEntity);
    }

    [Fact]
    public void A_type_whose_id_may_be_null_is_no_entity()
    {
        var model = Build("interface Node { id: ID } type Loose implements Node { id: ID name: String } type Query { loose: Loose }", out _);

        Assert.False(model.TypeNamed("Loose")!.IsEntity);
        Assert.Equal(FieldShape.Embedded, Field(model, "Query", "loose").Shape);
    }

    [Fact]
    public void A_type_that_is_marked_with_a_key_is_an_entity()
    {
        var model = Build("type Marked @key { id: ID! } type Query { marked: Marked }", out _);

        Assert.True(model.TypeNamed("Marked")!.IsEntity);
        Assert.Equal(FieldShape.Entity, Field(model, "Query", "marked").Shape);
    }

    [Theory]
    [InlineData("AgentSession", "summary", nameof(FieldShape.Leaf), null)]
    [InlineData("AgentSession", "context", nameof(FieldShape.Leaf), null)]
    [InlineData("Issue", "labelIds", nameof(FieldShape.Leaf), null)]
    [InlineData("AgentSession", "issue", nameof(FieldShape.Entity), "Issue")]
    [InlineData("Issue", "reactions", nameof(FieldShape.Entity), "Reaction")]
    [InlineData("AgentSession", "externalLinks", nameof(FieldShape.Embedded), "AgentSessionExternalLink")]
    [InlineData("AgentActivity", "content", nameof(FieldShape.Embedded), "AgentActivityContent")]
    [InlineData("AgentSession", "activities", nameof(FieldShape.Connection), "AgentActivity")]
    public void A_field_has_the_shape_of_its_type(string type, string name, string shape, string? target)
    {
        var field = Field(Model, type, name);

        Assert.Equal(shape, field.Shape.ToString());
        Assert.Equal(target, field.Target?.Name);
    }

    [Theory]
    [InlineData("AgentSession", "issue", true)]
    [InlineData("Issue", "reactions", false)]
    [InlineData("Issue", "comments", false)]
    public void Only_a_link_to_one_entity_is_single(string type, string field, bool isSingle)
    {
        Assert.Equal(isSingle, Field(Model, type, field).IsSingle);
    }

    [Theory]
    [InlineData("AgentSession", "activities", "AgentActivity")]
    [InlineData("Issue", "reactions", "Reaction")]
    [InlineData("Query", "issues", "Issue")]
    public void A_list_of_entities_depends_on_their_type(string type, string field, string tag)
    {
        Assert.Equal([tag], Field(Model, type, field).Tags);
    }

    [Fact]
    public void What_is_no_list_of_entities_depends_on_no_tag()
    {
        Assert.Empty(Field(Model, "AgentSession", "issue").Tags);
        Assert.Empty(Field(Model, "AgentSession", "externalLinks").Tags);
        Assert.Empty(Field(Model, "AgentSession", "summary").Tags);
    }

    [Fact]
    public void No_internal_or_alpha_field_is_cheap()
    {
        var unstable = AllFields().Where(field => field.Definition.Description is { } text
            && (text.StartsWith("[Internal]", StringComparison.OrdinalIgnoreCase) || text.StartsWith("[ALPHA]", StringComparison.OrdinalIgnoreCase)));

        Assert.NotEmpty(unstable);
        Assert.DoesNotContain(unstable, field => field.IsCheap);
    }

    [Fact]
    public void No_field_with_arguments_is_cheap()
    {
        Assert.DoesNotContain(AllFields(), field => field.IsCheap && !field.Definition.Arguments.IsEmpty);
    }

    [Fact]
    public void No_list_of_entities_is_cheap()
    {
        Assert.DoesNotContain(AllFields(), field => field.IsCheap && field.Shape != FieldShape.Embedded && !field.Tags.IsEmpty);
    }

    [Theory]
    [InlineData("AgentSession", "externalLink")]
    [InlineData("AgentSession", "externalUrls")]
    [InlineData("AgentSession", "type")]
    [InlineData("User", "inviteHash")]
    [InlineData("Issue", "boardOrder")]
    public void A_deprecated_field_that_the_official_client_selects_is_cheap(string type, string field)
    {
        Assert.True(Field(Model, type, field).IsCheap);
        Assert.Contains(Model.TypeNamed(type)!.CheapFields, cheap => cheap.Definition.Name == field);
    }

    [Fact]
    public void A_field_that_is_fetched_on_demand_is_not_cheap()
    {
        var model = Build("type Thing @key { id: ID! dear: String @fetch(onDemand: true) plain: String @fetch(onDemand: false) } type Query { thing: Thing }", out _);

        Assert.False(Field(model, "Thing", "dear").IsCheap);
        Assert.True(Field(model, "Thing", "plain").IsCheap);
    }

    [Fact]
    public void A_field_that_is_never_kept_is_not_cheap()
    {
        var model = Build("type Thing @key { id: ID! now: String @cacheControl(maxAge: 0) } type Query { thing: Thing }", out _);

        Assert.False(Field(model, "Thing", "now").IsCheap);
        Assert.Equal(0, Field(model, "Thing", "now").Ages.MaxAge);
    }

    [Fact]
    public void The_max_age_of_a_field_counts_before_that_of_its_type_and_that_before_the_default()
    {
        var model = Build(
            "type Thing @key @cacheControl(maxAge: 7) { id: ID! own: String @cacheControl(maxAge: 9) types: String } type Query { thing: Thing }", out _);

        Assert.Equal(9_000, Field(model, "Thing", "own").Ages.MaxAge);
        Assert.Equal(7_000, Field(model, "Thing", "types").Ages.MaxAge);
        Assert.Equal(60_000, Field(model, "Query", "thing").Ages.MaxAge);
    }

    [Fact]
    public void Each_argument_of_a_field_counts_before_that_of_its_type()
    {
        var model = Build(
            """
            type Thing @key @cacheControl(maxAge: 7, staleWhileRevalidate: 3, staleIfError: 4) {
              id: ID!
              own: String @cacheControl(maxAge: 9)
              all: String @cacheControl(maxAge: 9, staleWhileRevalidate: 0, staleIfError: 5)
              never: String @cacheControl(maxAge: 0)
            }
            type Query { thing: Thing }
            """,
            out _);

        Assert.Equal(new AgeRule(7_000, 3_000, 4_000), Field(model, "Thing", "id").Ages);
        Assert.Equal(new AgeRule(9_000, 3_000, 4_000), Field(model, "Thing", "own").Ages);
        Assert.Equal(new AgeRule(9_000, 0, 5_000), Field(model, "Thing", "all").Ages);
        Assert.Equal(default, Field(model, "Thing", "never").Ages);
    }

    [Fact]
    public void A_state_names_its_ages_and_takes_the_rest_from_the_type()
    {
        var model = Build(
            """
            type Thing @key
              @cacheControl(maxAge: 7, staleWhileRevalidate: 3, staleIfError: 4)
              @cacheControlWhen(field: "kind", in: ["a", "b"], maxAge: 1)
              @cacheControlWhen(field: "isOpen", in: "true", maxAge: 2, staleWhileRevalidate: 0) { id: ID! kind: String isOpen: Boolean! }
            type Query { thing: Thing }
            """,
            out var problems);

        var rules = model.TypeNamed("Thing")!.StateRules;
        Assert.Empty(problems);
        Assert.Equal([new AgeRule(1_000, 3_000, 4_000), new AgeRule(2_000, 0, 4_000)], rules.Select(rule => rule.Ages));
        Assert.True(rules[0].Matches(Leaf("\"b\"")) && rules[1].Matches(Leaf("true")));
        Assert.False(rules[0].Matches(Leaf("\"c\"")) || rules[1].Matches(Leaf("false")) || rules[0].Matches(FieldValue.Null));
    }

    [Fact]
    public void All_that_is_wrong_with_moments_is_told()
    {
        const string Rest = "{ id: ID! at: DateTime number: Int kind: String other: Thing } scalar DateTime type Query { thing: Thing }";
        string[] wrong =
        [
            "field: \"none\", plus: 1", "field: \"other\", plus: 1", "field: \"number\", plus: 1", "field: \"at\", plus: -1",
            "field: \"at\", plus: 1, when: \"none\", in: [\"a\"]", "field: \"at\", plus: 1, when: \"kind\"", "field: \"at\", plus: 1, in: [\"a\"]",
        ];

        foreach (string arguments in wrong)
        {
            var model = Build($"type Thing @key @cacheControlUntil({arguments}) {Rest}", out var problems);

            Assert.Single(problems);
            Assert.Null(model.TypeNamed("Thing")!.Until);
        }
    }

    [Fact]
    public void A_moment_is_so_long_after_what_a_leaf_tells()
    {
        var model = Build(
            """
            type Thing @key @cacheControlUntil(field: "at", plus: 60, when: "kind", in: ["a"]) { id: ID! at: String kind: String }
            type Query { thing: Thing }
            """,
            out var problems);

        var until = model.TypeNamed("Thing")!.Until!;
        Assert.Empty(problems);
        Assert.Equal(1_767_225_660_500, until.MomentOf(Leaf("\"2026-01-01T00:00:00.500Z\"")));
        Assert.Equal([0, 0, 0], new[] { Leaf("\"soon\""), Leaf("7"), FieldValue.Null }.Select(value => until.MomentOf(value)));
        Assert.Equal(["at", "kind"], until.Fields.Select(field => field.Text));
    }

    [Fact]
    public void All_that_is_wrong_with_ages_is_told_together()
    {
        Build(
            """
            type Thing @key
              @cacheControl(maxAge: -1)
              @cacheControlWhen(field: "none", in: ["a"], maxAge: 1)
              @cacheControlWhen(field: "other", in: ["a"], maxAge: 1)
              @cacheControlWhen(field: "list", in: ["a"], maxAge: 1)
              @cacheControlWhen(field: "kind", in: [], maxAge: 1)
              @cacheControlWhen(field: "kind", in: ["a"], maxAge: -5) { id: ID! kind: String list: [String] other: Thing }
            type Query { thing: Thing }
            """,
            out var problems);

        Assert.Equal(6, problems.Count);
        Assert.Contains("@cacheControlWhen on Thing names no field of the type: \"none\".", problems);
    }

    [Fact]
    public void A_type_may_be_read_singly_and_in_lists()
    {
        var issue = Model.TypeNamed("Issue")!;

        Assert.Equal("issue", issue.One!.Field.Name);
        Assert.Equal("issues", issue.Many!.Field.Name);
        Assert.True(issue.HasLookup);
    }

    [Fact]
    public void Sessions_are_read_singly_only_and_pull_requests_not_at_all()
    {
        Assert.NotNull(Model.TypeNamed("AgentSession")!.One);
        Assert.Null(Model.TypeNamed("AgentSession")!.Many);
        Assert.False(Model.TypeNamed("PullRequest")!.HasLookup);
    }

    [Fact]
    public void A_root_field_knows_whose_lookup_it_is()
    {
        Assert.Equal(new RootLookup(Model.TypeNamed("Issue")!, "id"), Field(Model, "Query", "issue").Lookup);
        Assert.Null(Field(Model, "Query", "issues").Lookup);
        Assert.Null(Field(Model, "Query", "viewer").Lookup);
    }

    [Fact]
    public void The_schema_of_the_repository_has_no_problems()
    {
        ModelBuilder.Build(TestSchema.Gateway, TimeSpan.FromMinutes(1), out var problems);

        Assert.Empty(problems);
    }

    [Fact]
    public void All_lookups_that_call_no_field_of_Query_are_told_at_once()
    {
        Build(
            """
            type A @key @lookup(by: "nothing(id: $key)") { id: ID! }
            type B @key @lookup(by: "a(id: $key") @lookup(by: "a { id }") { id: ID! }
            type Query { a(id: ID!): A b: B }
            """,
            out var problems);

        Assert.Equal(3, problems.Count);
        Assert.Contains(problems, problem => problem.Contains("nothing(id: $key)", StringComparison.Ordinal) && problem.Contains('A', StringComparison.Ordinal));
        Assert.Equal(2, problems.Count(problem => problem.Contains("on B ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_lookup_and_an_event_without_a_place_are_told_together()
    {
        Build(
            """
            type A @key @lookup(by: "nothing") @invalidatedBy(event: "A") @invalidatedBy(id: "data.id") { id: ID! }
            type Query { a: A }
            """,
            out var problems);

        Assert.Equal(3, problems.Count);
    }

    [Fact]
    public void A_lookup_that_is_no_text_is_a_problem_and_no_crash()
    {
        Build("type A @key @lookup @lookup(by: 5) { id: ID! } type Query { a: A }", out var problems);

        Assert.Equal(2, problems.Count);
    }

    private static FieldValue Leaf(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        return FieldValue.OfLeaf(bytes, 0, bytes.Length);
    }

    private static FieldModel Field(GatewayModel model, string type, string field) =>
        model.TypeNamed(type)!.Fields.Single(candidate => candidate.Definition.Name == field);

    private static IEnumerable<FieldModel> AllFields() => Model.Schema.Types.OfType<ObjectType>().SelectMany(type => Model.Of(type).Fields);

    private static GatewayModel Build(string text, out IReadOnlyList<string> problems) => SmallSchema.Build(text, out problems);
}
