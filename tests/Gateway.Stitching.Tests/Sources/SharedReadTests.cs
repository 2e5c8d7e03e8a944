using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Linear;
using Gateway.Stitching.Tests.Fetching;

namespace Gateway.Stitching.Tests.Sources;

public class SharedReadTests
{
    private static readonly string Uuid = LoaderBench.Id(1);
    private static readonly EntityKey Session = new("AgentSession", Uuid);
    private static readonly string Query = $"{{ agentSession(id: \"{Uuid}\") {{ summary }} }}";

    private readonly PodBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_process_fetched_another_reads_without_asking_the_upstream()
    {
        string first = await _bench.Join().AskAsync(Query);

        string second = await _bench.Join().AskAsync(Query);

        Assert.Equal(first, second);
        Assert.Contains(".summary", second, StringComparison.Ordinal);
        Assert.Equal(1, _bench.Requests);
    }

    [Fact]
    public async Task All_that_a_walk_lacks_is_read_at_once()
    {
        string query = $"{{ a: agentSession(id: \"{Uuid}\") {{ summary }} b: issue(id: \"{LoaderBench.Id(2)}\") {{ title }} issues(first: 1) {{ nodes {{ id }} }} }}";
        await _bench.Join().AskAsync(query);
        int before = _bench.Shared.Reads.Count;

        await _bench.Join().AskAsync(query);

        Assert.Equal(3, Assert.Single(_bench.Shared.Reads.Skip(before)).Count);
        Assert.Equal(1, _bench.Requests);
    }

    [Fact]
    public async Task What_a_process_knows_itself_is_not_read()
    {
        var pod = _bench.Join();
        await pod.AskAsync(Query);
        int before = _bench.Shared.Reads.Count;

        await pod.AskAsync(Query);

        Assert.Equal(before, _bench.Shared.Reads.Count);
    }

    [Fact]
    public async Task No_field_is_looked_for_twice_in_one_run()
    {
        await _bench.Join().AskAsync(Query);
        string both = $"{{ agentSession(id: \"{Uuid}\") {{ summary activities(first: 7) {{ nodes {{ id }} }} }} }}";

        await _bench.Join().AskAsync(both);

        var fields = _bench.Shared.Reads.Skip(1).SelectMany(reads => reads.SelectMany(read => read.Fields.Select(field => (read.Key, field)))).ToList();
        Assert.Equal(fields.Distinct().Count(), fields.Count);
        Assert.Equal(2, _bench.Requests);
    }

    [Fact]
    public async Task An_identifier_and_the_issue_behind_it_are_read_one_after_the_other()
    {
        _bench.World.Aliases["ENG-1"] = Uuid;
        string query = "{ issue(id: \"ENG-1\") { id title } }";
        string first = await _bench.Join().AskAsync(query);
        int before = _bench.Shared.Reads.Count;

        string second = await _bench.Join().AskAsync(query);

        Assert.Equal(first, second);
        Assert.Equal(2, _bench.Shared.Reads.Count - before);
        Assert.Equal(1, _bench.Requests);
    }

    [Fact]
    public async Task An_identifier_is_followed_although_the_mark_of_its_issue_was_not_known_before_it_was_read()
    {
        _bench.World.Aliases["ENG-1"] = Uuid;
        string query = "{ issue(id: \"ENG-1\") { id title } }";
        await _bench.Join().AskAsync(query);
        var pod = _bench.Join();
        pod.Store.UnknownMark = 5;

        await pod.AskAsync(query);

        Assert.Equal(1, _bench.Requests);
    }

    [Fact]
    public async Task What_is_never_kept_is_neither_looked_for_nor_claimed()
    {
        await _bench.Join().AskAsync("{ rateLimitStatus { kind } }");

        Assert.Empty(_bench.Shared.Reads);
        Assert.Equal(0, _bench.Shared.ClaimCalls);
        Assert.Empty(_bench.Shared.Releases);
    }

    [Fact]
    public async Task A_shared_value_that_is_too_old_is_fetched()
    {
        await _bench.Join().AskAsync(Query);
        _bench.World.Version = "-new";
        _bench.Time.Advance(TimeSpan.FromSeconds(31));

        Assert.Contains("-new", await _bench.Join().AskAsync(Query), StringComparison.Ordinal);
        Assert.Equal(2, _bench.Requests);
    }

    [Fact]
    public async Task A_process_that_cannot_hear_of_events_takes_no_value_that_is_older_than_its_limit()
    {
        var pod = _bench.Join();
        await pod.AskAsync(Query);
        pod.Store.AgeLimit = 1000;

        _bench.Time.Advance(TimeSpan.FromMilliseconds(1000));
        await pod.AskAsync(Query);
        int within = _bench.Requests;
        _bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        await pod.AskAsync(Query);

        Assert.Equal(1, within);
        Assert.Equal(2, _bench.Requests);
    }

    [Fact]
    public async Task What_another_process_fetches_is_waited_for_and_found()
    {
        _bench.Upstream.Hold();
        var first = _bench.Join().AskAsync(Query);
        await _bench.Upstream.WaitForSentAsync(1, Cancel);
        var second = _bench.Join().AskAsync(Query);
        await PodBench.UntilAsync(() => _bench.Shared.ClaimCalls == 2);

        _bench.Upstream.Release();

        Assert.Contains(".summary", await _bench.PassAsync(second, TimeSpan.FromSeconds(1)), StringComparison.Ordinal);
        Assert.Equal(await first, await second);
        Assert.Equal(1, _bench.Requests);
    }

    [Fact]
    public async Task What_another_process_never_brings_is_fetched_when_patience_is_over()
    {
        _bench.Shared.Join().Hold(Session);

        var asking = _bench.Join().AskAsync(Query);
        await PodBench.UntilAsync(() => _bench.Shared.ClaimCalls == 1);
        await Assert.ThrowsAsync<TimeoutException>(() => PassOrThrowAsync(asking, TimeSpan.FromSeconds(1.5)));
        int early = _bench.Requests;
        string answer = await _bench.PassAsync(asking, TimeSpan.FromSeconds(5));

        Assert.Equal(0, early);
        Assert.Contains(".summary", answer, StringComparison.Ordinal);
        Assert.InRange(_bench.Shared.ClaimCalls, 10, 45);
    }

    [Fact]
    public async Task Whoever_gives_up_while_another_process_fetches_goes_at_once()
    {
        _bench.Shared.Join().Hold(Session);
        using var patience = new CancellationTokenSource();
        var asking = _bench.Join().AnswerAsync(Query, patience.Token);
        await PodBench.UntilAsync(() => _bench.Shared.ClaimCalls == 1);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task What_nobody_else_fetches_is_asked_for_while_the_rest_is_waited_for()
    {
        var other = _bench.Shared.Join();
        other.Hold(Session);

        var asking = _bench.Join().AskAsync($"{{ a: agentSession(id: \"{Uuid}\") {{ summary }} b: agentSession(id: \"{LoaderBench.Id(2)}\") {{ summary }} }}");
        await _bench.Upstream.WaitForSentAsync(1, Cancel);
        await other.ReleaseAsync(CacheScope.Service, [Session]);
        string answer = await _bench.PassAsync(asking, TimeSpan.FromSeconds(1));

        Assert.DoesNotContain(Uuid, _bench.Upstream.Sent[0], StringComparison.Ordinal);
        Assert.Contains(LoaderBench.Id(2), _bench.Upstream.Sent[0], StringComparison.Ordinal);
        Assert.Contains($"{Uuid}.summary", answer, StringComparison.Ordinal);
        Assert.Equal(2, _bench.Requests);
    }

    [Theory]
    [InlineData(UpstreamFaultKind.Unreachable)]
    [InlineData(UpstreamFaultKind.Forbidden)]
    public async Task A_claim_on_what_the_upstream_failed_to_bring_is_given_back(UpstreamFaultKind kind)
    {
        _bench.Fault = new UpstreamFault(kind, "no");

        await _bench.Join().AskAsync(Query);

        Assert.Contains(_bench.Shared.Releases, keys => keys.Contains(Session));
        Assert.Empty(_bench.Shared.Claimed);
    }

    [Fact]
    public async Task No_claim_is_left_whatever_was_fetched()
    {
        _bench.World.Aliases["ENG-1"] = LoaderBench.Id(3);
        _bench.World.Gone.Add(LoaderBench.Id(2));
        _bench.World.Hidden.Add(LoaderBench.Id(4));
        var pod = _bench.Join();

        await pod.AskAsync(
            $"{{ a: agentSession(id: \"{Uuid}\") {{ summary }} b: agentSession(id: \"{LoaderBench.Id(2)}\") {{ summary }} c: issue(id: \"ENG-1\") {{ title }} "
            + $"d: issue(id: \"{LoaderBench.Id(4)}\") {{ title }} issues(first: 1) {{ nodes {{ id }} }} }}");
        await pod.AskAsync("{ issue(id: \"ENG-1\") { comments(first: 3) { nodes { id } } } }");

        Assert.Empty(_bench.Shared.Claimed);
    }

    [Fact]
    public async Task An_identifier_whose_issue_is_fetched_again_leaves_no_claim_when_that_fails()
    {
        _bench.World.Aliases["ENG-1"] = Uuid;
        var pod = _bench.Join();
        await pod.AskAsync("{ issue(id: \"ENG-1\") { title } }");
        await pod.Store.InvalidateAsync(Invalidation.Of(new EntityKey("Issue", Uuid)), Cancel);
        _bench.Fault = new UpstreamFault(UpstreamFaultKind.Unreachable, "no");

        string answer = await pod.AskAsync("{ issue(id: \"ENG-1\") { title } }");

        Assert.Contains("\"errors\"", answer, StringComparison.Ordinal);
        Assert.Empty(_bench.Shared.Claimed);
    }

    [Fact]
    public async Task Twenty_callers_of_one_entity_cause_one_fetch_however_they_meet()
    {
        for (int round = 0; round < 100; round++)
        {
            string id = LoaderBench.Id(100 + round);
            var pod = _bench.Join();

            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(
                () => pod.AskAsync($"{{ agentSession(id: \"{id}\") {{ summary }} }}"), Cancel)));

            Assert.Single(answers.Distinct());
            Assert.Equal(round + 1, _bench.Requests);
        }
    }

    [Fact]
    public async Task An_event_after_which_a_value_is_read_by_another_process_is_not_undone()
    {
        var first = _bench.Join();
        await first.AskAsync(Query);
        _bench.World.Version = "-new";
        await first.Store.InvalidateAsync(Invalidation.Of(Session), Cancel);

        string answer = await _bench.Join().AskAsync(Query);

        Assert.Contains("-new", answer, StringComparison.Ordinal);
    }

    private async Task PassOrThrowAsync(Task<string> asking, TimeSpan most)
    {
        for (var passed = TimeSpan.Zero; passed < most; passed += TimeSpan.FromMilliseconds(15))
        {
            _bench.Time.Advance(TimeSpan.FromMilliseconds(15));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancel);
        }

        await asking.WaitAsync(TimeSpan.Zero, Cancel);
    }
}
