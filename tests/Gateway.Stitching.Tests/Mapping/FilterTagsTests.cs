using System.Text;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Tests.Fetching;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Mapping;

public class FilterTagsTests
{
    private static readonly GatewayModel Model = TestSchema.Model();

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"first":5}""", "")]
    [InlineData("""{"filter":{"title":{"eq":"x"}}}""", "Issue")]
    [InlineData("""{"filter":{"assignee":{"name":{"eq":"x"}}}}""", "Issue User")]
    [InlineData("""{"filter":{"team":{"key":{"eq":"x"}},"state":{"name":{"eq":"x"}}}}""", "Issue Team WorkflowState")]
    [InlineData("""{"filter":{"parent":{"assignee":{"name":{"eq":"x"}}}}}""", "Issue User")]
    public void The_types_of_the_filters_in_use_are_found(string arguments, string expected)
    {
        Assert.Equal(expected, Collect("issues", arguments));
    }

    [Theory]
    [InlineData("and")]
    [InlineData("or")]
    public void Filters_within_and_and_or_are_found(string name)
    {
        string found = Collect("issues", """{"filter":{"NAME":[{"project":{"name":{"eq":"x"}}},{"NAME":[{"cycle":{"name":{"eq":"x"}}}]}]}}""".Replace("NAME", name, StringComparison.Ordinal));

        Assert.Equal("Cycle Issue Project", found);
    }

    [Theory]
    [InlineData("some")]
    [InlineData("every")]
    public void Filters_of_collections_are_found(string name)
    {
        string found = Collect("issues", """{"filter":{"comments":{"NAME":{"user":{"name":{"eq":"x"}}}},"labels":{"NAME":{"name":{"eq":"x"}}}}}""".Replace("NAME", name, StringComparison.Ordinal));

        Assert.Equal("Comment Issue IssueLabel User", found);
    }

    [Fact]
    public void A_comparator_of_ids_is_about_no_other_type()
    {
        Assert.Equal("Issue", Collect("issues", """{"filter":{"id":{"in":["a"]}}}"""));
    }

    [Fact]
    public void A_filter_that_comes_in_a_variable_counts_with_its_value()
    {
        var booking = Assert.Single(ColdWalk.Of(
            Model, "query($f: IssueFilter) { issues(filter: $f) { nodes { id } } }", """{"f":{"creator":{"name":{"eq":"x"}}}}"""));

        Assert.Equal(["Issue", "User"], booking.Selection.Fields[0].Tags.Select(tag => tag.Name).Order());
    }

    [Fact]
    public void A_variable_within_a_filter_counts_with_its_value()
    {
        var booking = Assert.Single(ColdWalk.Of(
            Model, "query($u: NullableUserFilter) { issues(filter: { assignee: $u }) { nodes { id } } }", """{"u":{"name":{"eq":"x"}}}"""));

        Assert.Equal(["Issue", "User"], booking.Selection.Fields[0].Tags.Select(tag => tag.Name).Order());
    }

    [Fact]
    public void A_list_without_a_filter_depends_on_its_own_type_alone()
    {
        var booking = Assert.Single(ColdWalk.Of(Model, "{ issues(first: 3) { nodes { id } } }"));

        Assert.Equal(["Issue"], booking.Selection.Fields[0].Tags.Select(tag => tag.Name));
    }

    private static string Collect(string field, string arguments)
    {
        var tags = new SortedSet<string>(StringComparer.Ordinal);
        Model.Tags.Collect(Model.Schema.Query.Field(field)!, Encoding.UTF8.GetBytes(arguments), tags);
        return string.Join(' ', tags);
    }
}
