using Gateway.Caching.Keys;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Fetching;

public class BatchPackerTests
{
    private static readonly GatewayModel Model = TestSchema.Model();

    [Fact]
    public void At_most_50_sessions_go_into_one_document_and_the_first_come_first()
    {
        var needs = Entities("AgentSession", 60, "summary");

        var document = Pack(needs, new FetchOptions());

        Assert.Equal(50, document.Calls.Count);
        Assert.Equal(needs.Take(50), document.Needs);
    }

    [Fact]
    public void Sessions_with_the_same_selection_share_one_fragment()
    {
        var sent = new SentDocument(Pack(Entities("AgentSession", 5, "summary"), new FetchOptions()).Body);

        Assert.Equal(5, sent.Calls.Count);
        Assert.Equal(2, sent.Syntax.Definitions.Length);
    }

    [Fact]
    public void Issues_with_the_same_selection_go_into_one_list()
    {
        var document = Pack(Entities("Issue", 30, "title"), new FetchOptions());

        var call = Assert.Single(document.Calls);
        Assert.True(call.IsMany);
        Assert.Equal(30, call.Keys.Count);
        var sent = new SentDocument(document.Body);
        Assert.Equal(30, sent.Argument(sent.Calls[0], "first").GetInt32());
    }

    [Fact]
    public void At_most_100_ids_go_into_one_list_and_the_rest_waits()
    {
        var needs = Entities("Issue", 130, "title");

        var document = Pack(needs, new FetchOptions());

        Assert.Equal(needs.Take(100), document.Needs);
        Assert.Single(document.Calls);
    }

    [Fact]
    public void Another_type_goes_along_when_a_list_is_full()
    {
        var issues = Entities("Issue", 101, "title");
        var users = Entities("User", 1, "name");

        var document = Pack([.. issues, .. users], new FetchOptions());

        Assert.Equal(2, document.Calls.Count);
        Assert.DoesNotContain(issues[100], document.Needs);
        Assert.Contains(users[0], document.Needs);
    }

    [Fact]
    public void Needs_with_different_selections_go_into_different_lists_of_one_document()
    {
        var document = Pack([.. Entities("Issue", 2, "title"), .. Entities("Issue", 2, "description", from: 10)], new FetchOptions());

        Assert.Equal(2, document.Calls.Count);
        Assert.Equal(4, document.Needs.Count());
    }

    [Theory]
    [InlineData("ENG-123")]
    [InlineData("me")]
    [InlineData("00000000-0000-4000-8000-00000000000A")]
    [InlineData("{00000000-0000-4000-8000-00000000001}")]
    public void Whatever_is_no_canonical_uuid_is_asked_for_singly(string id)
    {
        var document = Pack([Entity("Issue", id, "title"), .. Entities("Issue", 1, "title")], new FetchOptions());

        Assert.Equal([false, true], document.Calls.Select(call => call.IsMany));
        Assert.Equal(id, new SentDocument(document.Body).Variables.EnumerateObject().First().Value.GetString());
    }

    [Fact]
    public void A_need_that_a_list_did_not_answer_is_asked_for_singly()
    {
        var need = Entities("Issue", 1, "title")[0];
        need.IsSingle = true;

        Assert.False(Assert.Single(Pack([need], new FetchOptions()).Calls).IsMany);
    }

    [Fact]
    public void A_document_stays_within_its_points()
    {
        var needs = Pages(6, "agentSessions(first: 50, after: \"NUMBER\") { nodes { activities(first: 10) { nodes { ephemeral } } } }");
        var options = new FetchOptions { MaxComplexity = 1500 };

        var document = Pack(needs, options);

        double points = document.Needs.Sum(need => Complexity.Of(need.Selection));
        Assert.True(points <= options.MaxComplexity, $"{points}");
        Assert.Equal(needs.Take(document.Calls.Count), document.Needs);
        Assert.True(points + Complexity.Of(needs[^1].Selection) > options.MaxComplexity);
    }

    [Fact]
    public void What_is_dearer_than_a_whole_document_goes_alone()
    {
        var dear = Pages(1, "agentSessions(first: 250, after: \"NUMBER\") { nodes { activities(first: 250) { nodes { ephemeral } } } }");

        var document = Pack([.. dear, .. Entities("Issue", 3, "title")], new FetchOptions());

        Assert.Same(dear[0], Assert.Single(document.Needs));
    }

    [Fact]
    public void What_is_dearer_than_the_room_left_waits_while_cheap_needs_pass_by()
    {
        var dear = Pages(1, "agentSessions(first: 250, after: \"NUMBER\") { nodes { activities(first: 250) { nodes { ephemeral } } } }");
        var cheap = Entities("Issue", 2, "title");

        var document = Pack([cheap[0], dear[0], cheap[1]], new FetchOptions());

        Assert.Equal(cheap, document.Needs);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Packing_what_is_left_again_and_again_brings_everyone_exactly_once(int seed)
    {
        var random = new Random(seed);
        string[] types = ["AgentSession", "Issue", "User", "Comment", "Team"];
        var left = new List<Need>(Enumerable.Range(0, 700)
            .Select(i => Entity(types[random.Next(types.Length)], random.Next(6) == 0 ? $"ENG-{i}" : Id(i), random.Next(2) == 0 ? "createdAt" : "updatedAt"))
            .DistinctBy(need => need.Key));
        var options = new FetchOptions { MaxComplexity = 200 + random.Next(2000) };
        int all = left.Count;
        var seen = new HashSet<Need>();
        while (left.Count > 0)
        {
            var document = Pack(left, options);

            Assert.True(document.Calls.Count <= options.MaxCalls && document.Calls.All(call => call.Keys.Count <= options.MaxIds));
            Assert.All(document.Needs, need => Assert.True(seen.Add(need)));
            left.RemoveAll(seen.Contains);
        }

        Assert.Equal(all, seen.Count);
    }

    [Fact]
    public void What_leaves_knows_what_it_covers()
    {
        var needs = Entities("Issue", 2, "title");

        new BatchPacker(Model, new FetchOptions(), new ManualTime()).Pack(needs, isWidened: true);

        Assert.All(needs, need => Assert.True(need.Coverage!.Covers(need.Selection)));
        Assert.All(needs, need => Assert.Single(need.Selection.Fields));
        Assert.NotNull(needs[0].Coverage!.Field(new FieldKey("description")));
    }

    private static FetchDocument Pack(IReadOnlyCollection<Need> needs, FetchOptions options) =>
        new BatchPacker(Model, options, new ManualTime()).Pack(needs, isWidened: false);

    private static string Id(int number) => $"00000000-0000-4000-8000-{number:D12}";

    private static List<Need> Entities(string type, int count, string fields, int from = 0) =>
        [.. Enumerable.Range(from, count).Select(number => Entity(type, Id(number), fields))];

    private static Need Entity(string type, string id, string fields) =>
        Assert.Single(ColdWalk.Needs(Model, $"{{ {char.ToLowerInvariant(type[0])}{type[1..]}(id: \"{id}\") {{ {fields} }} }}"));

    private static List<Need> Pages(int count, string field) =>
        [.. Enumerable.Range(0, count).SelectMany(number => ColdWalk.Needs(Model, $"{{ {field.Replace("NUMBER", $"{number}", StringComparison.Ordinal)} }}"))];
}
