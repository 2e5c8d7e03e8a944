using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Linear;
using Gateway.Stitching.Tests.Fetching;

namespace Gateway.Stitching.Tests.Sources;

public class OldValueTests
{
    private const string Limited =
        """{"errors":[{"message":"Rate limit exceeded.","extensions":{"type":"ratelimited","code":"RATELIMITED","statusCode":429}}]}""";

    private static readonly string Uuid = LoaderBench.Id(1);
    private static readonly EntityKey Issue = new("Issue", Uuid);
    private static readonly EntityKey Session = new("AgentSession", Uuid);
    private static readonly string IssueQuery = $"{{ issue(id: \"{Uuid}\") {{ title }} }}";
    private static readonly string SessionQuery = $"{{ agentSession(id: \"{Uuid}\") {{ summary }} }}";

    private readonly PodBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("complete", 108, 1)]
    [InlineData("active", 9, 1)]
    [InlineData("active", 16, 2)]
    [InlineData("awaitingInput", 27, 1)]
    [InlineData("awaitingInput", 31, 2)]
    public async Task How_long_a_session_is_fresh_depends_on_its_status(string status, int seconds, int requests)
    {
        _bench.World.Leaves[(Uuid, "status")] = status;
        var pod = _bench.Join();
        await pod.AskAsync(SessionQuery);

        _bench.Time.Advance(TimeSpan.FromSeconds(seconds));
        await pod.AskAsync(SessionQuery);

        Assert.Equal(requests, _bench.Requests);
    }

    [Fact]
    public async Task A_session_that_wakes_is_fresh_for_a_short_time_from_then_on()
    {
        _bench.World.Leaves[(Uuid, "status")] = "complete";
        var pod = _bench.Join();
        await pod.AskAsync(SessionQuery);
        _bench.World.Leaves[(Uuid, "status")] = "active";
        await pod.Store.InvalidateAsync(Invalidation.Of(Session), Cancel);
        await pod.AskAsync(SessionQuery);

        _bench.Time.Advance(TimeSpan.FromSeconds(16));
        await pod.AskAsync(SessionQuery);

        Assert.Equal(3, _bench.Requests);
    }

    [Fact]
    public async Task An_old_value_is_served_once_more_and_fetched_behind_the_answer()
    {
        var pod = await AgedAsync(TimeSpan.FromSeconds(330));
        _bench.Upstream.Hold();

        string old = await pod.AskAsync(IssueQuery);
        await _bench.Upstream.WaitForSentAsync(2, Cancel);
        _bench.Upstream.Release();
        await UntilNewAsync(pod);

        Assert.DoesNotContain("-new", old, StringComparison.Ordinal);
        Assert.Equal(2, _bench.Requests);
    }

    [Fact]
    public async Task However_many_are_served_an_old_value_it_is_fetched_once()
    {
        var pod = await AgedAsync(TimeSpan.FromSeconds(330));

        for (int i = 0; i < 20; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => pod.AskAsync(IssueQuery), Cancel)));
        }

        await UntilNewAsync(pod);
        Assert.Equal(2, _bench.Requests);
    }

    [Fact]
    public async Task What_another_process_has_brought_meanwhile_is_taken_from_there_behind_the_answer()
    {
        var pod = await AgedAsync(TimeSpan.FromSeconds(330));
        await UntilNewAsync(_bench.Join());

        string old = await pod.AskAsync(IssueQuery);
        await UntilNewAsync(pod);

        Assert.DoesNotContain("-new", old, StringComparison.Ordinal);
        Assert.Equal(2, _bench.Requests);
    }

    [Fact]
    public async Task What_another_process_fetches_just_now_is_not_fetched_behind_an_answer()
    {
        var pod = await AgedAsync(TimeSpan.FromSeconds(330));
        _bench.Shared.Forget();
        _bench.Shared.Join().Hold(Issue);
        int before = _bench.Shared.ClaimCalls;

        for (int i = 0; i < 1000 && _bench.Shared.ClaimCalls < before + 3; i++)
        {
            await pod.AskAsync(IssueQuery);
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Cancel);
        }

        Assert.Equal(before + 3, _bench.Shared.ClaimCalls);

        Assert.Equal(1, _bench.Requests);
    }

    [Fact]
    public async Task A_refresh_that_fails_harms_nobody_and_is_tried_again()
    {
        var pod = await AgedAsync(TimeSpan.FromSeconds(330));
        _bench.Fault = new UpstreamFault(UpstreamFaultKind.Timeout, "no");
        var (answer, result) = await pod.AnswerAsync(IssueQuery, Cancel);
        await PodBench.UntilAsync(() => _bench.Requests == 2 && _bench.Shared.Claimed.Count == 0);
        _bench.Fault = null;

        await UntilNewAsync(pod);

        Assert.DoesNotContain("errors", answer, StringComparison.Ordinal);
        Assert.False(result.IsStale);
    }

    [Fact]
    public async Task Beyond_its_window_an_old_value_is_fetched_before_the_answer()
    {
        var pod = await AgedAsync(TimeSpan.FromSeconds(361));

        Assert.Contains("-new", await pod.AskAsync(IssueQuery), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_value_that_an_event_touched_is_not_served_once_more()
    {
        var pod = await AgedAsync(TimeSpan.FromSeconds(330));
        await pod.Store.InvalidateAsync(Invalidation.Of(Issue), Cancel);

        Assert.Contains("-new", await pod.AskAsync(IssueQuery), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_is_fetched_behind_answers_than_is_allowed_at_once()
    {
        _bench.Options.MaxRefreshes = 3;
        string query = $"{{ {string.Join(' ', Enumerable.Range(0, 10).Select(i => $"a{i}: issue(id: \"{LoaderBench.Id(i)}\") {{ title }}"))} }}";
        var pod = _bench.Join();
        await pod.AskAsync(query);
        _bench.Time.Advance(TimeSpan.FromSeconds(330));
        _bench.Upstream.Hold();

        await pod.AskAsync(query);
        await pod.AskAsync(query);
        await _bench.Upstream.WaitForSentAsync(2, Cancel);

        Assert.Equal(3, Enumerable.Range(0, 10).Count(i => _bench.Upstream.Sent[1].Contains(LoaderBench.Id(i), StringComparison.Ordinal)));
        Assert.Equal(2, _bench.Requests);
    }

    [Theory]
    [InlineData(UpstreamFaultKind.Unreachable)]
    [InlineData(UpstreamFaultKind.Timeout)]
    [InlineData(UpstreamFaultKind.ServerError)]
    [InlineData(UpstreamFaultKind.RateLimited)]
    [InlineData(UpstreamFaultKind.Malformed)]
    [InlineData(UpstreamFaultKind.Suspended)]
    [InlineData(UpstreamFaultKind.TokenUnavailable)]
    public async Task When_the_upstream_fails_an_old_value_is_served_and_said_to_be_stale(UpstreamFaultKind kind)
    {
        var pod = await AgedAsync(TimeSpan.FromSeconds(1000));
        _bench.Fault = new UpstreamFault(kind, "no");

        var (answer, result) = await pod.AnswerAsync(IssueQuery, Cancel);

        Assert.StartsWith($$$$$$"""{"data":{"issue":{"title":"{{{{{{Uuid}}}}}}.title"}}""", answer, StringComparison.Ordinal);
        Assert.Equal(kind == UpstreamFaultKind.RateLimited, answer.Contains("budget", StringComparison.Ordinal));
        Assert.True(result.IsStale);
        Assert.Equal(2, _bench.Requests);
    }

    [Fact]
    public async Task When_the_quota_is_spent_an_old_value_is_served_and_said_to_be_stale()
    {
        var pod = await AgedAsync(TimeSpan.FromSeconds(1000));
        _bench.Answer = _ => Limited;

        var (answer, result) = await pod.AnswerAsync(IssueQuery, Cancel);

        Assert.DoesNotContain("errors", answer, StringComparison.Ordinal);
        Assert.True(result.IsStale);
    }

    [Fact]
    public async Task An_answer_from_a_working_upstream_is_not_said_to_be_stale()
    {
        var pod = await AgedAsync(TimeSpan.FromSeconds(1000));

        var (_, result) = await pod.AnswerAsync(IssueQuery, Cancel);

        Assert.False(result.IsStale);
        Assert.Equal(CacheUse.Miss, result.Use);
    }

    [Theory]
    [InlineData(3899, false)]
    [InlineData(3901, true)]
    public async Task When_the_upstream_fails_a_value_is_served_for_an_hour_beyond_its_max_age(int seconds, bool isError)
    {
        var pod = await AgedAsync(TimeSpan.FromSeconds(seconds));
        _bench.Fault = new UpstreamFault(UpstreamFaultKind.Unreachable, "no");

        Assert.Equal(isError, (await pod.AskAsync(IssueQuery)).Contains("errors", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_upstream_fails_what_has_changed_by_itself_stands_in()
    {
        _bench.World.Leaves[(Uuid, "status")] = "active";
        _bench.World.Leaves[(Uuid, "updatedAt")] = _bench.Time.GetUtcNow().AddMinutes(-30).AddSeconds(4).ToString("O");
        var pod = _bench.Join();
        await pod.AskAsync(SessionQuery);
        _bench.Time.Advance(TimeSpan.FromSeconds(4));
        _bench.Fault = new UpstreamFault(UpstreamFaultKind.Timeout, "no");

        var (answer, result) = await pod.AnswerAsync(SessionQuery, Cancel);

        Assert.Contains(".summary", answer, StringComparison.Ordinal);
        Assert.True(result.IsStale);
        Assert.Equal(2, _bench.Requests);
    }

    [Fact]
    public async Task A_refused_credential_is_told_and_no_old_value_served()
    {
        var pod = await AgedAsync(TimeSpan.FromSeconds(1000));
        _bench.Fault = new UpstreamFault(UpstreamFaultKind.Unauthenticated, "no");

        Assert.Contains("errors", await pod.AskAsync(IssueQuery), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_upstream_does_not_know_any_more_is_not_served_from_an_old_value()
    {
        var pod = await AgedAsync(TimeSpan.FromSeconds(1000));
        _bench.World.Gone.Add(Uuid);

        Assert.Contains("Entity not found", await pod.AskAsync(IssueQuery), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_upstream_said_before_it_failed_is_told()
    {
        string query = $"{{ a: agentSession(id: \"{Uuid}\") {{ summary }} b: agentSession(id: \"{LoaderBench.Id(2)}\") {{ summary }} }}";
        var pod = _bench.Join();
        await pod.AskAsync(query);
        _bench.Time.Advance(TimeSpan.FromSeconds(1000));
        _bench.Answer = body =>
        {
            _bench.Fault = new UpstreamFault(UpstreamFaultKind.Unreachable, "It cannot be reached.");
            string alias = SentDocument.Of(body).Calls[0].ResponseName;
            return $$$"""{"data":null,"errors":[{"message":"It is broken.","path":["{{{alias}}}"],"extensions":{"type":"internal error"}}]}""";
        };

        string answer = await pod.AskAsync(query);

        Assert.Contains("It is broken.", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("It cannot be reached.", answer, StringComparison.Ordinal);
        Assert.Equal(3, _bench.Requests);
    }

    [Fact]
    public async Task What_an_event_touched_is_not_served_even_when_the_upstream_fails()
    {
        var pod = await AgedAsync(TimeSpan.Zero);
        await pod.Store.InvalidateAsync(Invalidation.Of(Issue), Cancel);
        _bench.Fault = new UpstreamFault(UpstreamFaultKind.Unreachable, "no");

        var (answer, result) = await pod.AnswerAsync(IssueQuery, Cancel);

        Assert.DoesNotContain(".title", answer, StringComparison.Ordinal);
        Assert.False(result.IsStale);
    }

    [Fact]
    public async Task What_an_event_touches_while_the_upstream_is_failing_is_not_served()
    {
        var pod = await AgedAsync(TimeSpan.FromSeconds(1000));
        _bench.Fault = new UpstreamFault(UpstreamFaultKind.Unreachable, "no");
        _bench.Upstream.Hold();
        var asking = pod.AskAsync(IssueQuery);
        await _bench.Upstream.WaitForSentAsync(2, Cancel);

        await pod.Store.InvalidateAsync(Invalidation.Of(Issue), Cancel);
        _bench.Upstream.Release();

        Assert.DoesNotContain(".title", await asking, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_cannot_hear_of_events_serves_no_old_value()
    {
        var pod = await AgedAsync(TimeSpan.FromSeconds(330));
        pod.Store.AgeLimit = 1000;
        _bench.Fault = new UpstreamFault(UpstreamFaultKind.Unreachable, "no");

        Assert.DoesNotContain(".title", await pod.AskAsync(IssueQuery), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_upstream_fails_a_page_of_old_values_costs_one_attempt()
    {
        _bench.World.Pages["agentSessions"] = [LoaderBench.Id(1), LoaderBench.Id(2), LoaderBench.Id(3)];
        string query = "{ agentSessions(first: 3) { nodes { summary issue { title } pullRequest { title } } } }";
        var pod = _bench.Join();
        string first = await pod.AskAsync(query);
        _bench.Time.Advance(TimeSpan.FromSeconds(1000));
        _bench.Fault = new UpstreamFault(UpstreamFaultKind.Unreachable, "no");

        string second = await pod.AskAsync(query);

        Assert.Equal(first, second);
        Assert.Equal(2, _bench.Requests);
    }

    [Fact]
    public async Task When_the_upstream_fails_an_old_link_is_served_and_what_was_never_known_behind_it_is_an_error()
    {
        var pod = _bench.Join();
        await pod.AskAsync($"{{ agentSession(id: \"{Uuid}\") {{ pullRequest {{ id }} }} }}");
        _bench.Time.Advance(TimeSpan.FromSeconds(1000));
        _bench.Fault = new UpstreamFault(UpstreamFaultKind.Unreachable, "It cannot be reached.");

        string answer = await pod.AskAsync($"{{ agentSession(id: \"{Uuid}\") {{ pullRequest {{ id commits {{ sha }} }} }} }}");

        Assert.Contains("It cannot be reached.", answer, StringComparison.Ordinal);
        Assert.InRange(_bench.Requests, 2, 3);
    }

    [Fact]
    public async Task An_identifier_is_followed_when_the_upstream_fails()
    {
        _bench.World.Aliases["ENG-1"] = Uuid;
        var pod = _bench.Join();
        string first = await pod.AskAsync("{ issue(id: \"ENG-1\") { id title } }");
        _bench.Time.Advance(TimeSpan.FromSeconds(1000));
        _bench.Fault = new UpstreamFault(UpstreamFaultKind.Unreachable, "no");

        Assert.Equal(first, await pod.AskAsync("{ issue(id: \"ENG-1\") { id title } }"));
        Assert.Equal(2, _bench.Requests);
    }

    private static async Task UntilNewAsync(PodBench.Pod pod)
    {
        bool isNew = false;
        for (int i = 0; i < 1000 && !isNew; i++)
        {
            isNew = (await pod.AskAsync(IssueQuery)).Contains("-new", StringComparison.Ordinal);
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Cancel);
        }

        Assert.True(isNew);
    }

    /// <summary>A process that read the issue that long ago; meanwhile it was changed, and no event told.</summary>
    private async Task<PodBench.Pod> AgedAsync(TimeSpan age)
    {
        var pod = _bench.Join();
        await pod.AskAsync(IssueQuery);
        _bench.World.Version = "-new";
        _bench.Time.Advance(age);
        return pod;
    }
}
