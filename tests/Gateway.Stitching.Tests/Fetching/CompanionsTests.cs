using Gateway.Caching.Keys;
using Gateway.Linear;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Tests.Fetching;

public class CompanionsTests
{
    private readonly LoaderBench _bench = new(new FetchOptions { WideningComplexity = 1 });
    private readonly BlamedFields _blamed = new(TimeProvider.System);

    [Fact]
    public void Who_asks_for_a_link_of_a_list_brings_the_others_once()
    {
        var companions = Noted(new FetchOptions(), sessions: 3);

        var others = Take(companions, "{ issue(id: \"issue-of-s0\") { title } }");

        Assert.Equal(["issue-of-s1", "issue-of-s2"], others.Where(other => other.Key.Entity.Type == "Issue").Select(other => other.Key.Entity.Id));
        Assert.Contains(new NeedKey(new EntityKey("User", "creator-of-s2"), null), others.Select(other => other.Key));
        Assert.DoesNotContain(others, other => other.Key.Entity.Id == "issue-of-s0");
        Assert.Empty(Take(companions, "{ issue(id: \"issue-of-s1\") { title } }"));
    }

    [Fact]
    public void The_others_of_its_type_are_asked_for_what_it_is_and_those_of_other_types_for_all_that_is_their_own()
    {
        var others = Take(Noted(new FetchOptions(), sessions: 2), "{ issue(id: \"issue-of-s0\") { title labels(first: 2) { nodes { name } } } }");

        var issue = others.Single(other => other.Key.Entity.Id == "issue-of-s1").Selection;
        Assert.Equal(["labels", "title"], issue.Fields.Select(field => field.Model.Definition.Name).Order());
        var comment = others.First(other => other.Key.Entity.Type == "Comment").Selection;
        Assert.Superset(
            _bench.Model.TypeNamed("Comment")!.CheapFields.Select(field => field.Key).ToHashSet(), comment.Fields.Select(field => field.Key).ToHashSet());
        Assert.NotNull(comment.Field(new FieldKey("reactions")));
    }

    [Fact]
    public void Lists_of_entities_inside_of_embedded_objects_are_whole_as_well()
    {
        var type = _bench.Model.TypeNamed("Issue")!;

        var access = new WholeEntity(_bench.Model).Of(type).Field(new FieldKey("sharedAccess"))!.Below!;

        Assert.NotNull(access.Field(new FieldKey("sharedWithUsers"))!.Below!.Field(new FieldKey("displayName")));
    }

    [Fact]
    public async Task What_is_known_is_not_asked_for_again()
    {
        var companions = Noted(new FetchOptions(), sessions: 2);
        await _bench.LoadAsync("{ issue(id: \"issue-of-s1\") { title } }");

        var others = Take(companions, "{ issue(id: \"issue-of-s0\") { title } }");

        Assert.DoesNotContain(others, other => other.Key.Entity.Id == "issue-of-s1");
    }

    [Fact]
    public void Those_for_whom_there_is_no_room_come_with_the_first_of_them_that_is_asked_for()
    {
        var companions = Noted(new FetchOptions { MaxComplexity = 200 }, sessions: 40);
        var brought = new HashSet<EntityKey>();
        int asked = 0;
        foreach (int i in Enumerable.Range(0, 40))
        {
            string id = $"issue-of-s{i}";
            if (brought.Add(new EntityKey("Issue", id)))
            {
                asked++;
                brought.UnionWith(Take(companions, $"{{ issue(id: \"{id}\") {{ title description url }} }}").Select(other => other.Key.Entity));
            }
        }

        // Forty issues, beside forty people and eighty comments: thousands of points in documents of 180.
        Assert.InRange(asked, 2, 20);
        Assert.Equal(40, brought.Count(key => key.Type == "Issue"));
    }

    [Fact]
    public void They_are_forgotten_after_two_minutes()
    {
        var companions = Noted(new FetchOptions(), sessions: 2);
        _bench.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.Empty(Take(companions, "{ issue(id: \"issue-of-s0\") { title } }"));
    }

    [Fact]
    public void What_only_leads_to_an_entity_and_widening_that_is_off_bring_nobody()
    {
        var off = Noted(new FetchOptions { WideningComplexity = 0 }, sessions: 2);
        var booking = Assert.Single(ColdWalk.Of(_bench.Model, "{ issue(id: \"issue-of-s0\") { title } }"));
        booking.IsDirect = false;

        Assert.Empty(off.Take(CacheScope.Service, Direct("{ issue(id: \"issue-of-s0\") { title } }")));
        Assert.Empty(Noted(new FetchOptions(), sessions: 2).Take(CacheScope.Service, booking));
    }

    [Fact]
    public void What_made_documents_fail_is_not_asked_of_them()
    {
        var comments = ColdWalk.Needs(_bench.Model, "{ comment(id: \"c\") { id } }");
        var document = new BatchPacker(_bench.Model, new FetchOptions(), _bench.Time).Pack(comments, isWidened: true);
        _blamed.Note(document, [new UpstreamError("No.") { Path = [new("a0", 0), new("body", 0)] }]);

        var others = Take(Noted(new FetchOptions(), sessions: 2), "{ issue(id: \"issue-of-s0\") { title } }");

        var comment = others.First(other => other.Key.Entity.Type == "Comment").Selection;
        Assert.Null(comment.Field(new FieldKey("body")));
        Assert.NotNull(comment.Field(new FieldKey("url")));
    }

    [Fact]
    public void Lists_of_which_little_is_left_count_for_as_much_as_they_hold()
    {
        var companions = Noted(new FetchOptions(), sessions: 50);
        int ofOne = companions.Members;
        for (int i = 0; i < 150; i++)
        {
            _bench.World.Pages["agentSessions"][^1] = $"other{i}";
            Note(companions);
        }

        Assert.InRange(companions.Members, 10_000, 20_000);
        Assert.Equal(200, ofOne);
    }

    [Fact]
    public void A_list_whose_links_were_all_taken_or_came_again_holds_nothing()
    {
        var companions = Noted(new FetchOptions { MaxComplexity = 10_000 }, sessions: 3);
        Note(companions);
        int before = companions.Members;

        Take(companions, "{ issue(id: \"issue-of-s0\") { title } }");

        Assert.Equal((12, 0), (before, companions.Members));
    }

    private IReadOnlyList<Booking> Take(Companions companions, string document) => companions.Take(CacheScope.Service, Direct(document));

    private Booking Direct(string document) => Assert.Single(ColdWalk.Of(_bench.Model, document));

    /// <summary>Companions that saw a list of sessions s0, s1, …, each with its own issue, people and comments.</summary>
    private Companions Noted(FetchOptions options, int sessions)
    {
        var companions = new Companions(_bench.Model, _bench.Store, _blamed, options, _bench.Time);
        _bench.World.Pages["agentSessions"] = [.. Enumerable.Range(0, sessions).Select(i => $"s{i}")];
        Note(companions);
        return companions;
    }

    private void Note(Companions companions)
    {
        var needs = ColdWalk.Needs(
            _bench.Model, "{ agentSessions(first: 50) { nodes { issue { id } creator { id } comment { id } sourceComment { id } } } }");
        var document = new BatchPacker(_bench.Model, new FetchOptions(), _bench.Time).Pack(needs, isWidened: false);
        var harvest = new Harvest(0, 0);
        new Normalizer(_bench.Model, document, _bench.Invent(new UpstreamRequest(document.Body)), harvest).Read();
        companions.Note(CacheScope.Service, document, harvest);
    }
}
