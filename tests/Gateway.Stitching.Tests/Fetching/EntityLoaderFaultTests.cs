using System.Text;
using Gateway.Linear;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Normalizing;
using Gateway.Stitching.Tests.Mutations;

namespace Gateway.Stitching.Tests.Fetching;

public class EntityLoaderFaultTests
{
    private const string Limited =
        """{"errors":[{"message":"Rate limit exceeded.","extensions":{"type":"ratelimited","code":"RATELIMITED","statusCode":429}}]}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task One_bad_id_of_50_harms_nobody_else_and_costs_one_more_request()
    {
        var bench = new LoaderBench(new FetchOptions());
        bench.World.Gone.Add(LoaderBench.Id(17));

        var harvests = await LoadTogetherAsync(bench, 50);

        Assert.Equal("Entity not found: AgentSession", LoaderBench.Fault(harvests, "AgentSession", 17));
        Assert.Equal(49, Enumerable.Range(0, 50).Count(i => LoaderBench.Value(harvests, "AgentSession", i, "summary") is not null));
        Assert.Equal(2, Requests(bench));
        Assert.Equal(49, SentDocument.Of(bench.Upstream.Sent[^1]).Calls.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Fifty_bad_ids_of_50_are_told_by_one_request()
    {
        var bench = new LoaderBench(new FetchOptions());
        bench.World.Gone.UnionWith(Enumerable.Range(0, 50).Select(LoaderBench.Id));

        var harvests = await LoadTogetherAsync(bench, 50);

        Assert.All(Enumerable.Range(0, 50), i => Assert.Equal("Entity not found: AgentSession", LoaderBench.Fault(harvests, "AgentSession", i)));
        Assert.Equal(1, Requests(bench));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_bad_id_that_no_error_names_is_found_by_halving()
    {
        var bench = new LoaderBench(new FetchOptions());
        bench.World.ErrorsHavePath = false;
        bench.World.Gone.Add(LoaderBench.Id(17));

        var harvests = await LoadTogetherAsync(bench, 50);

        Assert.Equal("Entity not found: AgentSession", LoaderBench.Fault(harvests, "AgentSession", 17));
        Assert.Equal(49, Enumerable.Range(0, 50).Count(i => LoaderBench.Value(harvests, "AgentSession", i, "summary") is not null));
        Assert.True(Requests(bench) <= 14, $"{Requests(bench)} requests");
    }

    [Fact(Timeout = 60_000)]
    public async Task An_absent_id_is_asked_for_singly_exactly_once()
    {
        var bench = new LoaderBench(new FetchOptions());
        bench.World.Hidden.Add(LoaderBench.Id(1));

        var harvests = await bench.LoadAsync($"{{ a: issue(id: \"{LoaderBench.Id(1)}\") {{ title }} b: issue(id: \"{LoaderBench.Id(2)}\") {{ title }} }}");

        Assert.Equal(["issues", "issue"], bench.Upstream.Sent.Select(body => Assert.Single(SentDocument.Of(body).Calls).Name.Value));
        Assert.NotNull(LoaderBench.Value(harvests, "Issue", 1, "title"));
        Assert.NotNull(LoaderBench.Value(harvests, "Issue", 2, "title"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Whoever_books_an_absent_id_meanwhile_shares_its_fate()
    {
        var bench = new LoaderBench(new FetchOptions { MaxInFlight = 1 });
        bench.World.Hidden.Add(LoaderBench.Id(1));
        bench.Upstream.Hold();
        var first = bench.LoadIssueAsync(1);
        await bench.Upstream.WaitForSentAsync(1, Cancel);

        var second = bench.LoadAsync($"{{ issue(id: \"{LoaderBench.Id(1)}\") {{ comments(first: 1) {{ nodes {{ id }} }} }} }}");
        bench.Upstream.Release();

        Assert.Same(Assert.Single(await first), Assert.Single(await second));
        Assert.Equal(2, bench.Upstream.Sent.Count);
        Assert.Equal("issue", Assert.Single(SentDocument.Of(bench.Upstream.Sent[1]).Calls).Name.Value);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_spent_quota_is_told_to_all_who_wait_without_asking_again()
    {
        var bench = new LoaderBench(new FetchOptions(), _ => LoaderBench.Reply(Limited));

        var harvests = await LoadTogetherAsync(bench, 30);

        Assert.All(Enumerable.Range(0, 30), i => Assert.Equal("Rate limit exceeded.", LoaderBench.Fault(harvests, "AgentSession", i)));
        Assert.Equal(1, Requests(bench));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_broken_connection_is_told_to_all_who_wait_without_asking_again()
    {
        var bench = new LoaderBench(new FetchOptions(), _ => new() { Fault = new(UpstreamFaultKind.Unreachable, "Linear cannot be reached.") });

        var harvests = await LoadTogetherAsync(bench, 30);

        Assert.All(Enumerable.Range(0, 30), i => Assert.Equal("Linear cannot be reached.", LoaderBench.Fault(harvests, "AgentSession", i)));
        Assert.Equal(1, Requests(bench));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_upstream_that_throws_takes_no_place_for_good()
    {
        int requests = 0;
        LoaderBench bench = null!;
        bench = new LoaderBench(
            new FetchOptions { MaxInFlight = 1 },
            request => ++requests <= 3 ? throw new InvalidOperationException("secret") : bench.Invent(request));

        for (int i = 0; i < 3; i++)
        {
            Assert.DoesNotContain("secret", LoaderBench.Fault(await bench.LoadSessionAsync(i), "AgentSession", i), StringComparison.Ordinal);
        }

        Assert.NotNull(LoaderBench.Value(await bench.LoadSessionAsync(4), "AgentSession", 4, "summary"));
        Assert.All(bench.Log.Lines, line => Assert.StartsWith("4003 Error Fetching from the upstream failed", line, StringComparison.Ordinal));
        Assert.Equal(3, bench.Log.Lines.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Claims_that_cannot_be_given_back_keep_nobody_waiting()
    {
        var bench = new LoaderBench(
            new FetchOptions { MaxInFlight = 1 }, new MarkingStore { KeepsClaims = true }, _ => throw new InvalidOperationException("secret"));

        var first = await bench.LoadSessionAsync(1);
        var second = await bench.LoadSessionAsync(2);

        Assert.StartsWith("The gateway failed to ask the upstream", LoaderBench.Fault(first, "AgentSession", 1), StringComparison.Ordinal);
        Assert.StartsWith("The gateway failed to ask the upstream", LoaderBench.Fault(second, "AgentSession", 2), StringComparison.Ordinal);
        Assert.Equal(2, bench.Log.Lines.Count(line => line.StartsWith("4004 Error", StringComparison.Ordinal)));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_limit_that_a_field_has_of_its_own_is_told_to_the_calls_of_it_alone()
    {
        LoaderBench bench = null!;
        bench = new LoaderBench(new FetchOptions(), request =>
        {
            var limited = SentDocument.Of(Encoding.UTF8.GetString(request.Body.Span)).Calls.LastOrDefault(call => call.Name.Value == "agentSession");
            return limited is null ? bench.Invent(request) : LoaderBench.Reply(
                $$$"""{"errors":[{"message":"Too often.","path":["{{{limited.ResponseName}}}"],"extensions":{"type":"ratelimited"}}],"data":null}""");
        });

        var harvests = await bench.LoadAsync(
            $"{{ a: agentSession(id: \"{LoaderBench.Id(1)}\") {{ summary }} b: agentSession(id: \"{LoaderBench.Id(2)}\") {{ summary }} issue(id: \"{LoaderBench.Id(3)}\") {{ title }} }}");

        Assert.All([1, 2], i => Assert.Equal("Too often.", LoaderBench.Fault(harvests, "AgentSession", i)));
        Assert.NotNull(LoaderBench.Value(harvests, "Issue", 3, "title"));
        Assert.Equal(2, Requests(bench));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_widened_document_that_is_refused_is_sent_as_it_was_asked_for()
    {
        LoaderBench bench = null!;
        bench = new LoaderBench(new FetchOptions(), request => Encoding.UTF8.GetString(request.Body.Span) is var body && body.Contains("inviteHash", StringComparison.Ordinal)
            ? LoaderBench.Reply("""{"errors":[{"message":"Cannot query field \"inviteHash\".","extensions":{"type":"graphql error","code":"GRAPHQL_VALIDATION_FAILED"}}]}""")
            : bench.Invent(request));

        var harvests = await bench.LoadAsync($"{{ user(id: \"{LoaderBench.Id(1)}\") {{ name }} }}");

        Assert.NotNull(LoaderBench.Value(harvests, "User", 1, "name"));
        Assert.Contains("{ id name}", bench.Upstream.Sent[1], StringComparison.Ordinal);
        Assert.Equal(2, bench.Upstream.Sent.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_call_that_fails_does_not_stain_a_page_in_the_same_document()
    {
        var bench = new LoaderBench(new FetchOptions());
        bench.World.Gone.Add(LoaderBench.Id(1));
        bench.World.Pages["issues"] = [LoaderBench.Id(2)];

        var harvests = await bench.LoadAsync($"{{ agentSession(id: \"{LoaderBench.Id(1)}\") {{ summary }} issues(first: 1) {{ nodes {{ title }} }} }}");

        Assert.NotNull(LoaderBench.Fault(harvests, "AgentSession", 1));
        Assert.NotNull(LoaderBench.Value(harvests, "Issue", 2, "title"));
    }

    // Booked by one caller at once, so that all go into one document.
    private static async Task<IReadOnlyList<Harvest>> LoadTogetherAsync(LoaderBench bench, int count)
    {
        string calls = string.Join(' ', Enumerable.Range(0, count).Select(i => $"a{i}: agentSession(id: \"{LoaderBench.Id(i)}\") {{ summary }}"));
        return await bench.LoadAsync($"{{ {calls} }}");
    }

    private static int Requests(LoaderBench bench) => bench.Upstream.Sent.Count;
}
