using Gateway.Caching.Keys;
using Gateway.Stitching.Access;
using Gateway.Stitching.Live;
using Gateway.Stitching.Tests.Sources;

namespace Gateway.Stitching.Tests.Live;

public class SubscriptionHubTests
{
    private const string All = "subscription { agentSessionUpdated { id summary } }";
    private const string One = "subscription ($id: ID) { agentSessionUpdated(id: $id) { id summary } }";

    private readonly LiveBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscriber_is_given_what_it_selects_of_the_entity_as_it_is_after_the_event()
    {
        var listener = await _bench.JoinAsync(All);
        string before = await _bench.Bench.AskAsync($"{{ agentSession(id: \"{LiveBench.Session(1)}\") {{ id summary }} }}");
        _bench.Bench.World.Version = "-new";

        var outcome = await _bench.ChangeSessionAsync(1);
        await listener.HearAsync(1);

        Assert.Equal(EventOutcome.Applied, outcome);
        Assert.DoesNotContain("-new", before, StringComparison.Ordinal);
        Assert.Equal($$$$"""{"data":{"agentSessionUpdated":{"id":"{{{{LiveBench.Session(1)}}}}","summary":"{{{{LiveBench.Session(1)}}}}.summary-new"}}}""", listener.Told[0]);
    }

    [Fact]
    public async Task Who_names_an_entity_hears_of_that_one_only()
    {
        var first = await _bench.JoinAsync(One, $$"""{"id":"{{LiveBench.Session(1)}}"}""");
        var second = await _bench.JoinAsync(One, $$"""{"id":"{{LiveBench.Session(2)}}"}""");
        var all = await _bench.JoinAsync(All);
        var null1 = await _bench.JoinAsync(One, """{"id":null}""");

        await _bench.ChangeSessionAsync(2);
        await Task.WhenAll(second.HearAsync(1), all.HearAsync(1), null1.HearAsync(1));

        Assert.Empty(first.Told);
        Assert.Contains(LiveBench.Session(2), second.Told.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("commentCreated(issueId: \"i1\")", """{"type":"Comment","action":"create","data":{"id":"c1","issueId":"i1"}}""", 1)]
    [InlineData("commentCreated(issueId: \"i2\")", """{"type":"Comment","action":"create","data":{"id":"c1","issueId":"i1"}}""", 0)]
    [InlineData("commentCreated(issueId: \"i1\")", """{"type":"Comment","action":"create","data":{"id":"c1","issue":{"id":"i1"}}}""", 1)]
    [InlineData("commentCreated", """{"type":"Comment","action":"update","data":{"id":"c1","issueId":"i1"}}""", 0)]
    [InlineData("issueUpdated(id: \"ENG-1\")", """{"type":"Issue","action":"update","data":{"id":"i1","identifier":"ENG-1"}}""", 1)]
    [InlineData("issueUpdated(id: \"i1\")", """{"type":"Issue","action":"update","data":{"id":"i1","identifier":"ENG-1"}}""", 1)]
    [InlineData("issueUpdated(id: \"ENG-2\")", """{"type":"Issue","action":"update","data":{"id":"i1","identifier":"ENG-1"}}""", 0)]
    [InlineData("agentActivityCreated(agentSessionId: \"s1\")", """{"type":"AgentActivity","action":"create","data":{"id":"a1","agentSession":{"id":"s1"}}}""", 1)]
    [InlineData("agentActivityCreated(agentSessionId: \"s1\")", """{"type":"AgentSessionEvent","action":"prompted","agentSession":{"id":"s1"},"agentActivity":{"id":"a1"}}""", 1)]
    [InlineData("agentActivityCreated", """{"type":"AgentSessionEvent","action":"created","agentSession":{"id":"s1"}}""", 0)]
    [InlineData("agentActivityUpdated", """{"type":"AgentActivity","action":"update","data":{"id":"a1","agentSession":{"id":"s1"}}}""", 1)]
    [InlineData("agentSessionUpdated(id: \"s1\")", """{"type":"AgentActivity","action":"create","data":{"id":"a1","agentSession":{"id":"s1"}}}""", 1)]
    [InlineData("agentSessionUpdated(id: \"s1\")", """{"type":"AgentSessionEvent","action":"prompted","agentSession":{"id":"s1"}}""", 1)]
    [InlineData("agentSessionUpdated", """{"type":"AgentSessionEvent","action":"created","agentSession":{"id":"s1"}}""", 0)]
    [InlineData("agentSessionCreated", """{"type":"AgentSessionEvent","action":"created","agentSession":{"id":"s1"}}""", 1)]
    [InlineData("agentSessionCreated", """{"type":"AgentSession","action":"create","data":{"id":"s1"}}""", 1)]
    public async Task An_event_is_told_by_the_fields_that_the_schema_says_and_to_those_who_ask_for_it(string field, string body, int times)
    {
        var listener = await _bench.JoinAsync($"subscription {{ {field} {{ id }} }}");
        var everybody = await _bench.JoinAsync("subscription { agentSessionUpdated { id } }");

        await _bench.ApplyAsync(body);
        await _bench.ChangeSessionAsync(9);
        await everybody.HearAsync(1);
        await PodBench.UntilAsync(() => listener.Told.Count >= times);

        Assert.Equal(times, listener.Told.Count(told => !told.Contains(LiveBench.Session(9), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_thousand_subscribers_of_one_entity_cost_one_upstream_read_and_share_one_answer()
    {
        var listeners = new List<LiveBench.Listener>();
        for (int i = 0; i < 1000; i++)
        {
            listeners.Add(await _bench.JoinAsync(One, $$"""{"id":"{{LiveBench.Session(1)}}"}"""));
        }

        await _bench.ChangeSessionAsync(1);
        await Task.WhenAll(listeners.Select(listener => listener.HearAsync(1)));

        Assert.Equal((1, 1), (_bench.Requests, _bench.Hub.Groups));
        Assert.All(listeners, listener => Assert.True(listener.Bytes[0].Equals(listeners[0].Bytes[0])));
    }

    [Fact]
    public async Task What_is_told_is_in_the_order_of_the_events_whichever_answer_comes_first()
    {
        var listener = await _bench.JoinAsync("subscription { agentSessionUpdated { id } }");
        _bench.Bench.Upstream.Hold();
        await _bench.ChangeSessionAsync(1);
        await _bench.Bench.Upstream.WaitForSentAsync(1, Cancel);
        await Task.WhenAll(Enumerable.Range(2, 14).Select(_bench.ChangeSessionAsync));
        await _bench.Bench.Upstream.WaitForSentAsync(2, Cancel).WaitAsync(TimeSpan.FromSeconds(10), Cancel);

        _bench.Bench.Upstream.Release(1);
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        int early = listener.Told.Count;
        _bench.Bench.Upstream.Release();
        await listener.HearAsync(15);

        Assert.Equal(0, early);
        Assert.All(Enumerable.Range(1, 15), i => Assert.Contains(LiveBench.Session(i), listener.Told[i - 1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_of_a_hundred_quick_changes_is_told_in_order_and_none_is_older_than_its_event()
    {
        var listener = await _bench.JoinAsync(One, $$"""{"id":"{{LiveBench.Session(1)}}"}""");

        for (int i = 1; i <= 100; i++)
        {
            _bench.Bench.World.Version = $"-{i:D3}";
            await _bench.ChangeSessionAsync(1);
            await Task.Delay(TimeSpan.FromMilliseconds(i % 3), TimeProvider.System, Cancel);
        }

        await listener.HearAsync(100);
        int[] versions = [.. listener.Told.Select(told => int.Parse(told[(told.LastIndexOf('-') + 1)..][..3], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.All(versions.Index(), told => Assert.True(told.Item > told.Index, $"{told}"));
        Assert.Equal(versions.Order(), versions);
    }

    [Fact]
    public async Task Who_wants_changes_only_is_told_nothing_twice()
    {
        var changes = await _bench.JoinAsync("subscription { agentSessionUpdated(onlyChanges: true) { id summary } }");
        var all = await _bench.JoinAsync(All);

        await _bench.ChangeSessionAsync(1);
        await _bench.ChangeSessionAsync(1);
        await Task.WhenAll(all.HearAsync(2), changes.HearAsync(1));
        _bench.Bench.World.Version = "-new";
        await _bench.ChangeSessionAsync(1);
        await Task.WhenAll(all.HearAsync(3), changes.HearAsync(2));

        Assert.Equal((3, 2), (all.Told.Count, changes.Told.Count));
        Assert.Contains("-new", changes.Told[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_left_is_told_nothing_and_nothing_is_run_for_nobody()
    {
        var listener = await _bench.JoinAsync(All);
        listener.Place.Dispose();

        await _bench.ChangeSessionAsync(1);
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);

        Assert.Equal((0, 0, 0), (listener.Told.Count, _bench.Requests, _bench.Hub.Groups));
    }

    [Fact]
    public async Task When_events_may_have_been_missed_who_follows_one_entity_is_told_if_it_is_another_now()
    {
        var followed = await _bench.JoinAsync(One, $$"""{"id":"{{LiveBench.Session(1)}}"}""");
        var all = await _bench.JoinAsync(All);
        await _bench.ChangeSessionAsync(1);
        await Task.WhenAll(followed.HearAsync(1), all.HearAsync(1));

        _bench.Hub.Doubt();
        _bench.Bench.World.Version = "-missed";
        await _bench.Bench.Store.InvalidateAsync(Caching.Invalidation.Invalidation.Of(new EntityKey("AgentSession", LiveBench.Session(1))), Cancel);
        _bench.Hub.Doubt();
        await followed.HearAsync(2);

        Assert.Equal((2, 1), (followed.Told.Count, all.Told.Count));
        Assert.Contains("-missed", followed.Told[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_any_more_is_an_error_in_the_answer_and_the_next_event_is_told()
    {
        var listener = await _bench.JoinAsync(All);
        _bench.Bench.World.Gone.Add(LiveBench.Session(1));

        await _bench.ChangeSessionAsync(1);
        await listener.HearAsync(1);
        await _bench.ChangeSessionAsync(2);
        await listener.HearAsync(2);

        Assert.StartsWith("""{"data":null,"errors":[""", listener.Told[0], StringComparison.Ordinal);
        Assert.DoesNotContain("errors", listener.Told[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ viewer { id } }", "This is not a subscription.")]
    [InlineData("mutation { agentSessionUpdate(id: \"a\", input: {}) { success } }", "This is not a subscription.")]
    [InlineData("subscription { agentSessionUpdated { nope } }", "Cannot query field \"nope\" on type \"AgentSession\". Did you mean \"type\"?")]
    [InlineData("subscription { agentSessionUpdated { id } issueUpdated { id } }", "Anonymous Subscription must select only one top level field.")]
    [InlineData("subscription { __typename }", "Anonymous Subscription must not select an introspection top level field.")]
    public async Task What_is_no_subscription_is_refused(string document, string message) =>
        Assert.Equal(message, (await _bench.RefuseAsync(document)).Message);

    [Fact]
    public async Task Who_may_not_subscribe_or_is_denied_a_field_is_refused()
    {
        var denied = DenyListReader.Read(["AgentSession.summary"], _bench.Bench.Model.Schema, out _);

        var reader = await _bench.RefuseAsync(All, new CallerAccess(Permissions.Read, DenyList.Empty));
        var curious = await _bench.RefuseAsync(All, new CallerAccess(Permissions.Read | Permissions.Subscribe, denied));

        Assert.Contains("subscribe", reader.Message, StringComparison.Ordinal);
        Assert.Equal("You may not select AgentSession.summary.", curious.Message);
    }

    [Fact]
    public async Task A_new_engine_answers_from_then_on_and_ends_what_it_does_not_admit()
    {
        var listener = await _bench.JoinAsync(All);
        _bench.Served.Replace(_bench.Engine());
        await _bench.ChangeSessionAsync(1);
        await listener.HearAsync(1);

        _bench.Served.Replace(new GatewayEngine(
            _bench.Bench.Model, _bench.Bench.Store, _bench.Bench.Upstream, new(), new() { Depth = 1 }, _bench.Bench.Time));
        await _bench.ChangeSessionAsync(1);
        await PodBench.UntilAsync(() => !listener.End.IsEmpty);

        Assert.Contains("Limits:Depth", listener.End[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscriber_that_reads_at_once_never_reads_older_than_what_it_was_told()
    {
        var listener = await _bench.JoinAsync("subscription { agentSessionUpdated { id } }");
        var reads = new List<Task<string>>();
        listener.OnNext = () => reads.Add(_bench.Bench.AskAsync($"{{ agentSession(id: \"{LiveBench.Session(1)}\") {{ summary }} }}"));

        for (int i = 1; i <= 50; i++)
        {
            await _bench.Bench.AskAsync($"{{ agentSession(id: \"{LiveBench.Session(1)}\") {{ summary }} }}");
            _bench.Bench.World.Version = $"-{i}.";
            await _bench.ChangeSessionAsync(1);
            await listener.HearAsync(i);
            Assert.Contains($"-{i}.", await reads[^1], StringComparison.Ordinal);
        }
    }
}
