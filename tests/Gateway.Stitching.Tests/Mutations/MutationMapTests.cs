using System.Text;
using Gateway.Caching.Keys;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Mutations;
using Gateway.Stitching.Tests.Mapping;

namespace Gateway.Stitching.Tests.Mutations;

public class MutationMapTests
{
    private const string Types = """
        interface Node { id: ID! }
        type Issue implements Node { id: ID! title: String team: Team }
        type IssueLabel implements Node { id: ID! }
        type Team implements Node { id: ID! }
        input Change { id: String teams: [TeamRef!] any: Any }
        input TeamRef { id: String! }
        input Members { teamId: String! issueLabelIds: [String!] otherId: String }
        type IssuePayload { issue: Issue success: Boolean }
        type Gone { entityId: String success: Boolean }
        type Query { a: Int }

        """;

    [Fact]
    public void Ids_are_found_in_arguments_also_in_each_item_of_a_list()
    {
        var map = Build("""
            issueUpdate(id: String!, input: Change!): Gone
              @invalidates(type: "Issue", id: "$id", lists: false)
              @invalidates(type: "Team", id: "$input.teams.id")
              @invalidates(type: "IssueLabel")
            """, out var field);

        var touched = map.Map(field, Json("""{"id":"i","input":{"teams":[{"id":"t"},{"id":"u"}]}}"""), null);

        Assert.Equal([new EntityKey("Issue", "i"), new EntityKey("Team", "t"), new EntityKey("Team", "u")], touched.Entities);
        Assert.Equal(["Team", "IssueLabel"], touched.Tags);
        Assert.False(touched.Everything);
    }

    [Fact]
    public void Without_a_directive_it_is_the_type_that_the_mutation_is_named_after_and_the_entities_of_the_payload()
    {
        var map = Build("issueLabelDelete(id: String!): IssuePayload", out var field);

        var touched = map.Map(field, Json("""{"id":"l"}"""), null);

        Assert.Equal([new EntityKey("Issue", "l"), new EntityKey("IssueLabel", "l")], touched.Entities);
        Assert.Equal(["Issue", "IssueLabel"], touched.Tags);
        Assert.Contains(map.Of(field), rule => rule is { TypeName: "Issue", IsArgument: false, Path: ["issue", "id"] });
    }

    [Fact]
    public void Without_a_directive_a_name_that_begins_like_that_of_another_type_hides_the_type_of_the_payload_not()
    {
        var map = Build("issueLabelChange(id: String!): IssuePayload", out var field);

        Assert.Contains(new EntityKey("Issue", "i"), map.Map(field, Json("""{"id":"i"}"""), null).Entities);
    }

    [Fact]
    public void Without_a_directive_arguments_and_input_fields_that_are_named_after_entities_name_them()
    {
        var map = Build("shuffle(issueId: String, input: Members!): Gone", out var field);

        var touched = map.Map(field, Json("""{"issueId":"i","input":{"teamId":"t","issueLabelIds":["k","l"],"otherId":"o"}}"""), null);

        Assert.Equal(
            [new EntityKey("Issue", "i"), new EntityKey("Team", "t"), new EntityKey("IssueLabel", "k"), new EntityKey("IssueLabel", "l")],
            touched.Entities);
        Assert.Equal(["Issue", "Team", "IssueLabel"], touched.Tags);
    }

    [Fact]
    public void A_mutation_of_which_nothing_is_known_makes_everything_old()
    {
        var map = Build("shuffle(id: String!): Gone", out var field);

        Assert.True(map.Map(field, Json("""{"id":"l"}"""), null).Everything);
    }

    [Theory]
    [InlineData("type: \"Nope\"", "must name a type of entities.")]
    [InlineData("type: \"Gone\"", "must name a type of entities.")]
    [InlineData("type: \"Issue\", id: \"$nope\"", ": \"$nope\" does not lead to an id.")]
    [InlineData("type: \"Issue\", id: \"$input\"", ": \"$input\" does not lead to an id.")]
    [InlineData("type: \"Issue\", id: \"$input.any.id\"", ": \"$input.any.id\" does not lead to an id.")]
    [InlineData("type: \"Issue\", id: \"issue\"", ": \"issue\" does not lead to an id.")]
    [InlineData("type: \"Issue\", id: \"issue.nope.id\"", ": \"issue.nope.id\" does not lead to an id.")]
    public void A_directive_that_leads_nowhere_is_a_problem(string arguments, string problem)
    {
        SmallSchema.Build(
            $"{Types}type Mutation {{ m(input: Change!): IssuePayload @invalidates({arguments}) }}", out var problems);

        string separator = problem[0] == ':' ? "" : " ";
        Assert.Equal([$"@invalidates on Mutation.m{separator}{problem}"], problems);
    }

    private static MutationMap Build(string mutation, out FieldDefinition field)
    {
        var model = SmallSchema.Build($"{Types}type Mutation {{ {mutation} }}", out var problems);
        Assert.Empty(problems);
        field = model.Schema.Mutation!.Fields[0];
        return model.Mutations;
    }

    private static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes(text);
}
