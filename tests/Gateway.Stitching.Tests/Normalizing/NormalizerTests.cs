using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.GraphQL.Execution;
using Gateway.Stitching.Tests.Fetching;
using Gateway.Stitching.Tests.Mapping;

namespace Gateway.Stitching.Tests.Normalizing;

public class NormalizerTests
{
    private const string Session = "{ agentSession(id: \"s\") { summary context issue { id title } } }";
    private const string Content = "{ agentActivity(id: \"a\") { content { __typename } } }";
    private const string PageInfo = "\"pageInfo\":{\"startCursor\":null,\"endCursor\":\"e\",\"hasNextPage\":true,\"hasPreviousPage\":false}";

    [Theory]
    [InlineData("\"plain\"")]
    [InlineData("\"\"")]
    [InlineData("\"a\\\"b\\\\c\\/d\\n\"")]
    [InlineData("\"\\u00e9 é 😀 \\ud83d\\ude00 \\u0000\"")]
    [InlineData("\"{\\\"json\\\": [1, 2.0]}\"")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("-0.10")]
    [InlineData("0")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("[]")]
    [InlineData("[ \"a\" , [1e3 , null ] ]")]
    [InlineData("{}")]
    [InlineData("{ \"b\" : 1 , \"a\" : { \"c\" : [ ] } }")]
    public void A_leaf_is_kept_byte_for_byte(string json)
    {
        var reading = new Reading(Session, $$$$$$"""{"data":{"a0":{"id":"s", "context" : {{{{{{json}}}}}} ,"summary":"x","issue":null}}}""");

        Assert.Equal(json, reading.TextOf("AgentSession", "s", "context"));
        Assert.Equal("\"x\"", reading.TextOf("AgentSession", "s", "summary"));
    }

    [Fact]
    public void A_null_without_an_error_is_a_null()
    {
        var reading = new Reading(Session, """{"data":{"a0":{"id":"s","summary":null,"context":"{}","issue":null}}}""");

        Assert.Equal(FieldValueKind.Null, reading["AgentSession", "s", "summary"].Kind);
        Assert.Equal(FieldValueKind.Null, reading["AgentSession", "s", "issue"].Kind);
    }

    [Fact]
    public void A_null_with_an_error_at_its_path_is_that_error()
    {
        var reading = new Reading(Session, """
            {"data":{"a0":{"id":"s","summary":null,"context":"{}","issue":null}},
             "errors":[{"message":"No.","path":["a0","summary"],"extensions":{"type":"forbidden"}}]}
            """);

        var value = reading["AgentSession", "s", "summary"];
        Assert.Equal("!No.", Reading.Text(value));
        Assert.Equal("{\"type\":\"forbidden\"}", System.Text.Encoding.UTF8.GetString(((FieldFault)value.Error).Extensions.Span));
        Assert.Equal(FieldValueKind.Null, reading["AgentSession", "s", "issue"].Kind);
    }

    [Fact]
    public void An_error_below_a_null_keeps_the_rest_of_its_path()
    {
        var reading = new Reading(Session, """
            {"data":{"a0":{"id":"s","summary":"x","context":"{}","issue":null}},"errors":[{"message":"No.","path":["a0","issue","title"]}]}
            """);

        var fault = (FieldFault)reading["AgentSession", "s", "issue"].Error;
        Assert.Equal("title", Assert.Single(fault.Below).Name);
    }

    [Fact]
    public void A_lookup_that_is_null_with_an_error_fails_its_entity_alone()
    {
        var reading = new Reading(
            "{ a: agentSession(id: \"s\") { summary } b: agentSession(id: \"t\") { summary } }",
            """{"data":{"a0":null,"a1":{"id":"t","summary":"x"}},"errors":[{"message":"No.","path":["a0"]}]}""");

        Assert.Equal("No.", reading.Harvest.Fault(new EntityKey("AgentSession", "s"))!.Message);
        Assert.Null(reading.Harvest.Fault(new EntityKey("AgentSession", "t")));
        Assert.Equal("\"x\"", reading.TextOf("AgentSession", "t", "summary"));
    }

    [Fact]
    public void Neither_an_error_nor_what_is_never_kept_is_stored()
    {
        var reading = new Reading(
            "{ agentSession(id: \"s\") { summary url } rateLimitStatus { kind } }",
            """{"data":{"a0":{"id":"s","summary":null,"url":"u"},"a1":{"kind":"k"}},"errors":[{"message":"No.","path":["a0","summary"]}]}""");

        var patch = Assert.Single(reading.Harvest.Patches());
        Assert.Equal(["id", "url"], patch.Entries.Select(entry => entry.Key.Text).Order());
        Assert.All(patch.Entries, entry => Assert.Equal(Reading.Sequence, entry.Sequence));
    }

    [Fact]
    public void Another_id_than_the_one_asked_for_leaves_an_alias()
    {
        var reading = new Reading("{ issue(id: \"ENG-1\") { title } }", """{"data":{"a0":{"id":"uuid","title":"x"}}}""");

        Assert.Equal("Issue:uuid", reading.TextOf("Issue", "ENG-1", FieldKey.Alias.Text));
        Assert.Equal("\"x\"", reading.TextOf("Issue", "uuid", "title"));
    }

    [Fact]
    public void Properties_may_come_in_any_order_and_unknown_ones_are_left_out()
    {
        var reading = new Reading(Session, """
            {"data":{"zz":{"deep":[1]},"a0":{"new":{"a":[{}]},"issue":{"title":"t","more":1,"id":"i"},"context":"c","summary":"x","id":"s"}},"extensions":{}}
            """);

        Assert.Equal("\"x\"", reading.TextOf("AgentSession", "s", "summary"));
        Assert.Equal("Issue:i", reading.TextOf("AgentSession", "s", "issue"));
        Assert.Equal("\"t\"", reading.TextOf("Issue", "i", "title"));
        Assert.Equal("", reading.TextOf("AgentSession", "s", "new"));
    }

    [Fact]
    public void A_property_that_is_missing_is_not_known_and_harms_no_other()
    {
        var reading = new Reading(Session, """{"data":{"a0":{"context":"c","id":"s"}}}""");

        Assert.Equal(FieldValueKind.None, reading["AgentSession", "s", "summary"].Kind);
        Assert.Equal("\"c\"", reading.TextOf("AgentSession", "s", "context"));
    }

    [Fact]
    public void Of_a_property_that_comes_twice_the_last_counts()
    {
        var reading = new Reading(Session, """{"data":{"a0":{"summary":"1","id":"s","summary":"2"}}}""");

        Assert.Equal("\"2\"", reading.TextOf("AgentSession", "s", "summary"));
    }

    [Fact]
    public void An_entity_that_comes_twice_with_different_fields_is_one_record()
    {
        var reading = new Reading(
            "{ agentSession(id: \"s\") { issue { title } comment { id issue { description } } } }",
            """{"data":{"a0":{"id":"s","issue":{"id":"i","title":"t"},"comment":{"id":"c","issue":{"id":"i","description":"d"}}}}}""");

        Assert.Equal("\"t\"", reading.TextOf("Issue", "i", "title"));
        Assert.Equal("\"d\"", reading.TextOf("Issue", "i", "description"));
        Assert.Equal("Issue:i", reading.TextOf("Comment", "c", "issue"));
    }

    [Fact]
    public void An_entity_without_an_id_is_no_record()
    {
        var reading = new Reading(Session, """{"data":{"a0":{"id":"s","issue":{"title":"t"}}}}""");

        Assert.Equal("Issue{title=\"t\"}", reading.TextOf("AgentSession", "s", "issue"));
    }

    [Fact]
    public void A_member_of_a_union_is_read_with_its_own_fields()
    {
        var reading = new Reading(
            "{ agentActivity(id: \"a\") { content { ... on AgentActivityPromptContent { body } } } }",
            """{"data":{"a0":{"id":"a","content":{"__typename":"AgentActivityPromptContent","body":"b","title":null,"type":"prompt"}}}}""");

        Assert.Equal("AgentActivityPromptContent{body=\"b\" title=null type=\"prompt\"}", reading.TextOf("AgentActivity", "a", "content"));
    }

    [Theory]
    [InlineData("{\"__typename\":\"Invented\",\"body\":\"b\"}", "Invented{}")]
    [InlineData("{\"__typename\":\"Issue\",\"title\":\"t\"}", "Issue{}")]
    [InlineData("{\"__typename\":7}", "{}")]
    [InlineData("{}", "{}")]
    public void A_member_that_nobody_knows_is_an_empty_object_of_that_name(string content, string expected)
    {
        var reading = new Reading(Content, $$$$$$"""{"data":{"a0":{"content":{{{{{{content}}}}}},"id":"a"}}}""");

        Assert.Equal(expected, reading.TextOf("AgentActivity", "a", "content"));
    }

    [Fact]
    public void Members_whose_fields_clash_are_read_by_their_aliases()
    {
        var model = SmallSchema.Build("type A { v: String w: Int } type B { v: Int w: Int } union U = A | B type Query { u: [U] @cacheControl(maxAge: 5) }", out _);

        var reading = new Reading(
            model, "{ u { __typename } }", """{"data":{"a0":[{"__typename":"A","v":"x","w":1},{"__typename":"B","B_v":2,"w":3}]}}""");

        Assert.Equal("[A{v=\"x\" w=1} B{v=2 w=3}]", Reading.Text(reading.Root("u")));
    }

    [Fact]
    public void A_page_by_nodes_has_no_cursors()
    {
        var reading = new Reading(
            "{ issues(first: 2) { nodes { title } } }",
            $$$$$$"""{"data":{"a0":{"nodes":[{"id":"i","title":"t"},{"id":"j","title":"u"}],{{{{{{PageInfo}}}}}}}}}""");

        Assert.Equal(
            "IssueConnection{nodes=[Issue:i Issue:j] pageInfo=PageInfo{startCursor=null endCursor=\"e\" hasNextPage=true hasPreviousPage=false}}",
            Reading.Text(reading.Root("issues")));
        Assert.Equal("\"u\"", reading.TextOf("Issue", "j", "title"));
    }

    [Fact]
    public void A_page_by_edges_has_a_cursor_for_each_node()
    {
        var reading = new Reading(
            "{ issues(first: 2) { edges { cursor node { title } } } }",
            $$$$$$"""{"data":{"a0":{"edges":[{"cursor":"1","node":{"id":"i","title":"t"}},{"node":{"id":"j","title":"u"},"cursor":"2"}],{{{{{{PageInfo}}}}}}}}}""");

        var page = reading.Root("issues").Object;
        Assert.Equal("[Issue:i Issue:j]", Reading.Text(page[new("nodes")]));
        Assert.Equal("[\"1\" \"2\"]", Reading.Text(page[new("cursors")]));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("[1,[2]]")]
    [InlineData("{}")]
    public void An_edge_of_the_wrong_shape_leaves_its_neighbours_in_place(string edge)
    {
        var reading = new Reading(
            "{ issues(first: 3) { edges { cursor node { title } } } }",
            $$$$$$"""{"data":{"a0":{"edges":[{"cursor":"1","node":{"id":"i","title":"t"}},{{{{{{edge}}}}}},{"cursor":"2","node":{"id":"j","title":"u"}}],{{{{{{PageInfo}}}}}}}}}""");

        var page = reading.Root("issues").Object;
        Assert.Equal("[Issue:i null Issue:j]", Reading.Text(page[new("nodes")]));
        Assert.Equal("[\"1\" null \"2\"]", Reading.Text(page[new("cursors")]));
        Assert.Equal(FieldValueKind.Object, page[new("pageInfo")].Kind);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("{\"a\":{\"b\":[]}}")]
    [InlineData("[{\"deep\":[[1]]}]")]
    [InlineData("[[[]],7]")]
    public void Whatever_has_the_wrong_shape_leaves_what_comes_after_it_readable(string json)
    {
        foreach (string place in new[] { "issue", "externalLinks", "activities", "a0" })
        {
            var reading = new Reading(
                "{ agentSession(id: \"s\") { issue { title } externalLinks { url } appUser { name } } activities: agentActivities { nodes { signal } } t: agentSession(id: \"t\") { url } }",
                place == "a0"
                    ? $$$$$$"""{"data":{"a0":{{{{{{json}}}}}},"a1":{{{{{{json}}}}}},"a2":{"id":"t","url":"u"}}}"""
                    : $$$$$$"""{"data":{"a0":{"id":"s","{{{{{{place}}}}}}":{{{{{{json}}}}}},"appUser":{"id":"v","name":"n"}},"a1":{"nodes":{{{{{{json}}}}}},"pageInfo":{{{{{{json}}}}}}},"a2":{"id":"t","url":"u"}}}""");

            Assert.Equal("\"u\"", reading.TextOf("AgentSession", "t", "url"));
            Assert.True(place == "a0" || reading.TextOf("User", "v", "name") == "\"n\"", place);
        }
    }

    [Fact]
    public void Reading_an_unexpected_member_does_not_change_what_others_may_join()
    {
        var needs = ColdWalk.Needs(Reading.Schema, Content);
        string before = needs[0].Selection.Signature();
        var packed = new Stitching.Fetching.BatchPacker(Reading.Schema, new(), new Gateway.Testing.ManualTime()).Pack(needs, isWidened: false);
        var reply = LoaderBench.Reply("""{"data":{"a0":{"id":"a","content":{"__typename":"Issue"}}}}""");

        new Stitching.Normalizing.Normalizer(Reading.Schema, packed, reply, new(0, 0)).Read();

        Assert.Equal(before, needs[0].Coverage!.Signature());
    }
}
