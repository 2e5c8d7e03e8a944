using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Stitching.Tests.Fetching;

namespace Gateway.Stitching.Tests.Sources;

public class RecordSourceTests
{
    private static readonly string Uuid = LoaderBench.Id(1);

    private readonly EngineBench _bench = new();

    [Fact]
    public async Task An_issue_read_by_its_identifier_is_known_by_its_id()
    {
        _bench.World.Aliases["ENG-123"] = Uuid;

        string byName = await _bench.AskAsync("{ issue(id: \"ENG-123\") { id title } }");
        string byId = await _bench.AskAsync($"{{ issue(id: \"{Uuid}\") {{ id title }} }}");

        Assert.Equal($$$$$$"""{"data":{"issue":{"id":"{{{{{{Uuid}}}}}}","title":"{{{{{{Uuid}}}}}}.title"}}}""", byName);
        Assert.Equal(byName, byId);
        Assert.Equal(1, _bench.Requests);
    }

    [Fact]
    public async Task An_issue_read_by_its_identifier_is_old_when_an_event_names_its_id()
    {
        _bench.World.Aliases["ENG-123"] = Uuid;
        await _bench.AskAsync("{ issue(id: \"ENG-123\") { title } }");
        _bench.World.Version = "-new";

        await _bench.Store.InvalidateAsync(Invalidation.Of(new EntityKey("Issue", Uuid)), TestContext.Current.CancellationToken);

        Assert.Contains(".title-new", await _bench.AskAsync("{ issue(id: \"ENG-123\") { title } }"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identifier_that_moved_to_another_issue_is_followed_there_once_its_age_is_over()
    {
        _bench.World.Aliases["ENG-123"] = Uuid;
        await _bench.AskAsync("{ issue(id: \"ENG-123\") { id title } }");
        _bench.World.Aliases["ENG-123"] = LoaderBench.Id(2);

        _bench.Time.Advance(TimeSpan.FromSeconds(361));

        Assert.Contains(LoaderBench.Id(2), await _bench.AskAsync("{ issue(id: \"ENG-123\") { id title } }"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_caller_is_asked_for_once()
    {
        _bench.World.Aliases["me"] = Uuid;

        await _bench.AskAsync("{ user(id: \"me\") { name } }");
        string again = await _bench.AskAsync("{ user(id: \"me\") { id email } }");

        Assert.Equal($$$$$$"""{"data":{"user":{"id":"{{{{{{Uuid}}}}}}","email":"{{{{{{Uuid}}}}}}.email"}}}""", again);
        Assert.Equal(1, _bench.Requests);
    }

    [Fact]
    public async Task That_there_is_no_such_entity_is_remembered_for_5_seconds_less_a_tenth()
    {
        _bench.World.Gone.Add(Uuid);
        string first = await _bench.AskAsync($"{{ agentSession(id: \"{Uuid}\") {{ summary }} }}");

        _bench.Time.Advance(TimeSpan.FromSeconds(4.5));
        string second = await _bench.AskAsync($"{{ agentSession(id: \"{Uuid}\") {{ summary }} }}");

        Assert.Contains("Entity not found: AgentSession", first, StringComparison.Ordinal);
        Assert.Contains("\"type\":\"invalid input\"", first, StringComparison.Ordinal);
        Assert.Equal(first, second);
        Assert.Equal(1, _bench.Requests);
    }

    [Fact]
    public async Task That_there_is_no_such_entity_is_not_remembered_any_longer()
    {
        _bench.World.Gone.Add(Uuid);
        await _bench.AskAsync($"{{ agentSession(id: \"{Uuid}\") {{ summary }} }}");
        _bench.World.Gone.Clear();

        _bench.Time.Advance(TimeSpan.FromMilliseconds(5001));

        Assert.Contains(".summary", await _bench.AskAsync($"{{ agentSession(id: \"{Uuid}\") {{ summary }} }}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_ends_the_memory_that_there_is_no_such_entity()
    {
        _bench.World.Gone.Add(Uuid);
        await _bench.AskAsync($"{{ issue(id: \"{Uuid}\") {{ title }} }}");
        _bench.World.Gone.Clear();

        await _bench.Store.InvalidateAsync(Invalidation.Of(new EntityKey("Issue", Uuid)), TestContext.Current.CancellationToken);

        Assert.Contains(".title", await _bench.AskAsync($"{{ issue(id: \"{Uuid}\") {{ title }} }}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_is_served_until_its_max_age_less_a_tenth()
    {
        await _bench.AskAsync($"{{ agentSession(id: \"{Uuid}\") {{ summary }} }}");
        _bench.World.Version = "-new";

        _bench.Time.Advance(TimeSpan.FromSeconds(27));

        Assert.DoesNotContain("-new", await _bench.AskAsync($"{{ agentSession(id: \"{Uuid}\") {{ summary }} }}"), StringComparison.Ordinal);
        Assert.Equal(1, _bench.Requests);
    }

    [Fact]
    public async Task A_value_is_not_served_beyond_its_max_age()
    {
        await _bench.AskAsync($"{{ agentSession(id: \"{Uuid}\") {{ summary }} }}");
        _bench.World.Version = "-new";

        _bench.Time.Advance(TimeSpan.FromMilliseconds(30_001));

        Assert.Contains(".summary-new", await _bench.AskAsync($"{{ agentSession(id: \"{Uuid}\") {{ summary }} }}"), StringComparison.Ordinal);
        Assert.Equal(2, _bench.Requests);
    }

    [Fact]
    public async Task What_hangs_on_an_old_value_is_not_fetched_again_while_it_is_fresh()
    {
        await _bench.AskAsync($"{{ agentSession(id: \"{Uuid}\") {{ summary issue {{ title }} }} }}");
        _bench.Time.Advance(TimeSpan.FromSeconds(31));
        await _bench.AskAsync($"{{ agentSession(id: \"{Uuid}\") {{ summary }} }}");

        await _bench.AskAsync($"{{ issue(id: \"issue-of-{Uuid}\") {{ title }} }}");

        Assert.Equal(2, _bench.Requests);
    }

    [Fact]
    public async Task A_value_with_a_max_age_of_0_is_asked_for_each_time_and_never_kept()
    {
        await _bench.AskAsync("{ rateLimitStatus { kind } }");
        _bench.World.Version = "-new";

        string second = await _bench.AskAsync("{ rateLimitStatus { kind } }");

        Assert.Contains("kind-new", second, StringComparison.Ordinal);
        Assert.Equal(2, _bench.Requests);
        Assert.Null(_bench.Store.Peek(CacheScope.Service, EntityKey.OfRoot(new FieldKey("rateLimitStatus"))));
    }

    [Fact]
    public async Task A_pull_request_is_read_again_through_its_session()
    {
        string query = $"{{ agentSession(id: \"{Uuid}\") {{ pullRequest {{ title }} }} }}";
        await _bench.AskAsync(query);
        await _bench.Store.InvalidateAsync(Invalidation.Of(new EntityKey("PullRequest", $"pullRequest-of-{Uuid}")), TestContext.Current.CancellationToken);
        _bench.World.Version = "-new";

        string answer = await _bench.AskAsync(query);

        Assert.Contains(".title-new", answer, StringComparison.Ordinal);
        Assert.Equal("agentSession", Assert.Single(SentDocument.Of(_bench.Upstream.Sent[1]).Calls).Name.Value);
        Assert.Equal(2, _bench.Requests);
    }

    [Fact]
    public async Task A_pull_request_that_was_replaced_is_the_new_one_when_it_is_read_again()
    {
        string query = $"{{ agentSession(id: \"{Uuid}\") {{ pullRequest {{ id commits {{ sha }} }} }} }}";
        await _bench.AskAsync($"{{ agentSession(id: \"{Uuid}\") {{ pullRequest {{ id title }} }} }}");
        _bench.World.Links[(Uuid, "pullRequest")] = "new";

        string answer = await _bench.AskAsync(query);

        Assert.Equal("""{"data":{"agentSession":{"pullRequest":{"id":"new","commits":[]}}}}""", answer);
    }

    [Fact]
    public async Task Edges_are_asked_for_after_a_page_that_has_nodes_only_and_serve_both_from_then_on()
    {
        _bench.World.Pages["issues"] = [Uuid];
        await _bench.AskAsync("{ issues(first: 1) { nodes { title } } }");

        string edges = await _bench.AskAsync("{ issues(first: 1) { edges { cursor node { title } } } }");
        await _bench.AskAsync("{ issues(first: 1) { edges { cursor } nodes { description } } }");

        Assert.Equal($$$$$$"""{"data":{"issues":{"edges":[{"cursor":"cursor-of-{{{{{{Uuid}}}}}}","node":{"title":"{{{{{{Uuid}}}}}}.title"}}]}}}""", edges);
        Assert.Equal(2, _bench.Requests);
    }

    [Fact]
    public async Task Edges_without_cursors_are_read_from_a_page_that_has_nodes_only()
    {
        _bench.World.Pages["issues"] = [Uuid];
        await _bench.AskAsync("{ issues(first: 1) { nodes { title } } }");

        await _bench.AskAsync("{ issues(first: 1) { edges { node { title } } } }");

        Assert.Equal(1, _bench.Requests);
    }

    [Fact]
    public async Task A_page_fills_the_entities_that_it_lists()
    {
        _bench.World.Pages["agentSessions"] = [Uuid];
        await _bench.AskAsync("{ agentSessions(first: 1) { nodes { id } } }");

        string answer = await _bench.AskAsync($"{{ agentSession(id: \"{Uuid}\") {{ status issue {{ id }} }} }}");

        Assert.Equal($$$$$$"""{"data":{"agentSession":{"status":"{{{{{{Uuid}}}}}}.status","issue":{"id":"issue-of-{{{{{{Uuid}}}}}}"}}}}""", answer);
        Assert.Equal(1, _bench.Requests);
    }

    [Fact]
    public async Task An_event_of_a_type_makes_its_lists_old_but_not_its_entities()
    {
        _bench.World.Pages["issues"] = [Uuid];
        await _bench.AskAsync("{ issues(first: 1) { nodes { title } } }");
        _bench.World.Pages["issues"] = [LoaderBench.Id(2), Uuid];
        await _bench.Store.InvalidateAsync(new Invalidation([], [], ["Issue"], false), TestContext.Current.CancellationToken);

        await _bench.AskAsync($"{{ issue(id: \"{Uuid}\") {{ title }} }}");
        int before = _bench.Requests;
        string list = await _bench.AskAsync("{ issues(first: 1) { nodes { id } } }");

        Assert.Equal(1, before);
        Assert.Contains(LoaderBench.Id(2), list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_filtered_by_a_user_is_old_when_a_user_changed()
    {
        const string query = "{ issues(filter: { assignee: { name: { eq: \"x\" } } }) { nodes { id } } }";
        await _bench.AskAsync(query);
        _bench.World.Pages["issues"] = [Uuid];

        await _bench.Store.InvalidateAsync(new Invalidation([], [], ["User"], false), TestContext.Current.CancellationToken);

        Assert.Contains(Uuid, await _bench.AskAsync(query), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_what_is_gone_is_fetched_again_before_anybody_hears_of_it()
    {
        await _bench.AskAsync($"{{ agentSession(id: \"{Uuid}\") {{ summary }} }}");
        string old = $"issue-of-{Uuid}";
        _bench.World.Gone.Add(old);
        _bench.World.Links[(Uuid, "issue")] = "new";

        string answer = await _bench.AskAsync($"{{ agentSession(id: \"{Uuid}\") {{ issue {{ id title }} }} }}");

        Assert.Equal("""{"data":{"agentSession":{"issue":{"id":"new","title":"new.title"}}}}""", answer);
    }

    [Fact]
    public async Task An_error_of_the_upstream_is_told_at_its_field_and_not_kept()
    {
        _bench.World.Gone.Add(Uuid);
        string answer = await _bench.AskAsync($"{{ a: agentSession(id: \"{Uuid}\") {{ summary }} b: agentSession(id: \"{LoaderBench.Id(2)}\") {{ summary }} }}");

        Assert.StartsWith("""{"data":null,"errors":[{"message":"Entity not found: AgentSession",""", answer, StringComparison.Ordinal);
        Assert.Contains("""path":["a"]""", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entity_that_no_answer_holds_is_an_error_in_the_end()
    {
        _bench.World.Hidden.Add(Uuid);
        _bench.World.Silent.Add(Uuid);

        string answer = await _bench.AskAsync($"{{ issue(id: \"{Uuid}\") {{ title }} }}");

        Assert.StartsWith("""{"data":null,"errors":[""", answer, StringComparison.Ordinal);
        Assert.InRange(_bench.Requests, 2, 6);
    }
}
