using System.Text;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Linear;
using Gateway.Stitching.Tests.Fetching;

namespace Gateway.Stitching.Tests.Callers;

public sealed class CallerScopeTests : IDisposable
{
    private const string Ann = "lin_api_a";
    private const string Bob = "Bearer token b";

    private static readonly string Uuid = LoaderBench.Id(1);
    private static readonly string IssueQuery = $"{{ issue(id: \"{Uuid}\") {{ title }} }}";
    private static readonly string SessionQuery = $"{{ agentSession(id: \"{Uuid}\") {{ summary }} }}";

    private readonly CallerBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_upstream_sees_each_callers_own_credential_as_it_came()
    {
        await _bench.AskAsync(Ann, IssueQuery);
        await _bench.AskAsync(Bob, IssueQuery);

        Assert.Equal([Ann, Bob], _bench.Asked.Select(request => request.Authorization));
        Assert.DoesNotContain(_bench.Asked, request => request.Account.Contains("lin_api", StringComparison.Ordinal));
        Assert.Equal(2, _bench.Asked.Select(request => request.Account).Distinct().Count());
    }

    [Fact]
    public async Task What_one_caller_was_told_no_other_is()
    {
        string first = await _bench.AskAsync(Ann, IssueQuery);
        string other = await _bench.AskAsync(Bob, IssueQuery);
        string again = await _bench.AskAsync(Ann, IssueQuery);

        Assert.Equal((Issue(Ann), Issue(Bob), Issue(Ann)), (first, other, again));
        Assert.Equal((1, 1), (_bench.AskedBy(Ann), _bench.AskedBy(Bob)));
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("viewer: user(id: \"me\")")]
    public async Task Who_the_viewer_is_depends_on_who_asks(string field)
    {
        string query = $"{{ {field} {{ id name }} }}";

        string[] answers = [await _bench.AskAsync(Ann, query), await _bench.AskAsync(Bob, query), await _bench.AskAsync(Ann, query), await _bench.AskAsync(Bob, query)];

        Assert.Equal([Viewer(Ann), Viewer(Bob), Viewer(Ann), Viewer(Bob)], answers);
        Assert.Equal((1, 1), (_bench.AskedBy(Ann), _bench.AskedBy(Bob)));
    }

    [Fact]
    public async Task Two_callers_never_share_a_flight_and_those_with_one_credential_do()
    {
        _bench.Upstream.Hold();
        var asking = new[] { Ann, Bob, Ann, Bob }.Select(credential => _bench.AskAsync(credential, IssueQuery)).ToList();
        await _bench.Upstream.WaitForAnswersAsync(2, Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        _bench.Upstream.Release();

        string[] answers = await Task.WhenAll(asking);

        Assert.Equal([Issue(Ann), Issue(Bob), Issue(Ann), Issue(Bob)], answers);
        Assert.Equal((1, 1), (_bench.AskedBy(Ann), _bench.AskedBy(Bob)));
    }

    [Fact]
    public async Task What_is_booked_by_two_callers_never_goes_in_one_document()
    {
        _bench.Upstream.Hold();
        var asking = Enumerable.Range(0, 40)
            .Select(number => _bench.AskAsync(number % 2 == 0 ? Ann : Bob, $"{{ issue(id: \"{LoaderBench.Id(number)}\") {{ title }} }}"))
            .ToList();
        await _bench.Upstream.WaitForAnswersAsync(2, Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        _bench.Upstream.Release();
        await Task.WhenAll(asking);

        for (int number = 0; number < 40; number++)
        {
            string whose = number % 2 == 0 ? Ann : Bob;
            Assert.All(Bodies().Where(sent => sent.Body.Contains(LoaderBench.Id(number), StringComparison.Ordinal)), sent => Assert.Equal(whose, sent.Whose));
        }
    }

    [Fact]
    public async Task An_invalidation_makes_all_scopes_ask_again()
    {
        await _bench.AskAsync(Ann, IssueQuery);
        await _bench.AskAsync(Bob, IssueQuery);
        _bench.World(Ann).Version = "@new-a";
        _bench.World(Bob).Version = "@new-b";

        await _bench.Store.InvalidateAsync(Invalidation.Of(new EntityKey("Issue", Uuid)), Cancel);

        Assert.Equal(Issue("new-a"), await _bench.AskAsync(Ann, IssueQuery));
        Assert.Equal(Issue("new-b"), await _bench.AskAsync(Bob, IssueQuery));
    }

    [Fact]
    public async Task What_was_served_old_is_fetched_anew_with_the_credential_of_whom_it_was_served_to()
    {
        await _bench.AskAsync(Ann, IssueQuery);
        await _bench.AskAsync(Bob, IssueQuery);
        _bench.World(Ann).Version = "@new-a";
        _bench.World(Bob).Version = "@new-b";
        _bench.Time.Advance(TimeSpan.FromSeconds(330));

        string old = await _bench.AskAsync(Ann, IssueQuery);
        await CallerBench.UntilAsync(() => _bench.AskedBy(Ann) == 2 && _bench.Engine.Lanes == 0);

        Assert.Equal(Issue(Ann), old);
        Assert.Equal(Issue("new-a"), await _bench.AskAsync(Ann, IssueQuery));
        Assert.Equal((2, 1), (_bench.AskedBy(Ann), _bench.AskedBy(Bob)));
    }

    [Fact]
    public async Task An_old_answer_stands_in_only_for_whom_it_was_given_to()
    {
        await _bench.AskAsync(Ann, SessionQuery);
        _bench.Fault = new UpstreamFault(UpstreamFaultKind.ServerError, "Out of order.");
        _bench.Time.Advance(TimeSpan.FromMinutes(30));

        string known = await _bench.AskAsync(Ann, SessionQuery);
        string unknown = await _bench.AskAsync(Bob, SessionQuery);

        Assert.Contains($".summary@{Ann}", known, StringComparison.Ordinal);
        Assert.Contains("Out of order.", unknown, StringComparison.Ordinal);
        Assert.DoesNotContain(Ann, unknown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_that_is_refused_is_given_nothing_that_has_aged()
    {
        await _bench.AskAsync(Ann, SessionQuery);
        _bench.Refused[Ann] = true;
        _bench.Time.Advance(TimeSpan.FromMinutes(30));

        string answer = await _bench.AskAsync(Ann, SessionQuery);

        Assert.Contains("\"type\":\"authentication error\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("summary@", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_links_of_a_list_are_brought_along_only_for_whoever_read_it()
    {
        foreach (string credential in new[] { Ann, Bob })
        {
            _bench.World(credential).Pages["agentSessions"] = [LoaderBench.Id(1), LoaderBench.Id(2)];
            _bench.World(credential).Links[(LoaderBench.Id(1), "issue")] = LoaderBench.Id(11);
            _bench.World(credential).Links[(LoaderBench.Id(2), "issue")] = LoaderBench.Id(12);
        }

        await _bench.AskAsync(Ann, "{ agentSessions(first: 2) { nodes { id issue { id } } } }");
        await _bench.AskAsync(Bob, $"{{ issue(id: \"{LoaderBench.Id(11)}\") {{ reactions {{ id }} }} }}");
        await _bench.AskAsync(Ann, $"{{ issue(id: \"{LoaderBench.Id(11)}\") {{ reactions {{ id }} }} }}");

        Assert.DoesNotContain(Bodies(), sent => sent.Whose == Bob && sent.Body.Contains(LoaderBench.Id(12), StringComparison.Ordinal));
        Assert.Contains(Bodies(), sent => sent.Whose == Ann && sent.Body.Contains(LoaderBench.Id(12), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mutation_goes_with_the_callers_credential_and_others_see_what_it_changed_with_theirs()
    {
        await _bench.AskAsync(Bob, SessionQuery);
        _bench.World(Ann).Links[(Uuid, "agentSession")] = Uuid;

        string answer = await _bench.AskAsync(
            Ann, $"mutation {{ agentSessionUpdate(id: \"{Uuid}\", input: {{ externalLink: \"https://x\" }}) {{ agentSession {{ id summary }} }} }}");
        string seen = await _bench.AskAsync(Bob, SessionQuery);

        var mutation = Assert.Single(_bench.Asked, request => request.IsMutation);
        Assert.Equal(Ann, mutation.Authorization);
        Assert.Contains($"summary@{Ann}", answer, StringComparison.Ordinal);
        Assert.Contains($"summary@{Bob}", seen, StringComparison.Ordinal);
        Assert.Equal(2, _bench.AskedBy(Bob));
    }

    [Fact]
    public void No_text_tells_a_credential()
    {
        var request = new GatewayRequest("{ __typename }"u8.ToArray(), null, default, true) { Caller = CallerBench.ScopeOf(Ann) };

        Assert.DoesNotContain(Ann, request.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Ann, request.Caller.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Ann, new UpstreamRequest(default) { Authorization = Ann }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_credential_goes_with_the_gateways_own_scope()
    {
        Assert.Throws<ArgumentException>(() => new CallerScope(CacheScope.Service, Ann));
        Assert.Throws<ArgumentException>(() => new CallerScope(new CacheScope("a"), ""));
        Assert.Null(CallerScope.Service.Authorization);
    }

    private static string Issue(string version) => $"{{\"data\":{{\"issue\":{{\"title\":\"{Uuid}.title@{version}\"}}}}}}";

    private static string Viewer(string credential) =>
        $"{{\"data\":{{\"viewer\":{{\"id\":\"user-of-{credential}\",\"name\":\"user-of-{credential}.name@{credential}\"}}}}}}";

    private IEnumerable<(string? Whose, string Body)> Bodies() => _bench.Asked.Select(request => (request.Authorization, Encoding.UTF8.GetString(request.Body.Span)));
}
