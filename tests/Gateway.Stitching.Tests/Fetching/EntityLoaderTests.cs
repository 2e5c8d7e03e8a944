using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Linear;
using Gateway.Stitching.Fetching;

namespace Gateway.Stitching.Tests.Fetching;

public class EntityLoaderTests
{
    // Few calls to a document, so that a lone booking is crowd enough for a place of its own.
    private static readonly FetchOptions CrowdsOfOne = new() { MaxCalls = 4 };

    private static UpstreamReply Unsent => new() { Errors = [new UpstreamError("No.") { Type = "ratelimited" }], IsUnsent = true };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task What_is_booked_comes()
    {
        var bench = new LoaderBench(new FetchOptions());

        var harvests = await bench.LoadSessionAsync(1);

        Assert.Equal($"\"{LoaderBench.Id(1)}.summary\"", LoaderBench.Value(harvests, "AgentSession", 1, "summary"));
        Assert.Single(bench.Upstream.Sent);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_booked_while_all_places_are_taken_leaves_together()
    {
        var bench = new LoaderBench(new FetchOptions { MaxInFlight = 1 });
        bench.Upstream.Hold();
        var first = bench.LoadSessionAsync(0);
        await bench.Upstream.WaitForSentAsync(1, Cancel);

        Task[] rest = [.. Enumerable.Range(1, 40).Select(bench.LoadSessionAsync)];
        bench.Upstream.Release();
        await Task.WhenAll(rest);
        await first;

        Assert.Equal(2, bench.Upstream.Sent.Count);
        Assert.Equal(40, SentDocument.Of(bench.Upstream.Sent[1]).Calls.Count);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Never_are_more_requests_under_way_than_allowed(int places)
    {
        var bench = new LoaderBench(new FetchOptions { MaxInFlight = places, MaxCalls = 4 });
        bench.Upstream.Hold();

        Task[] loads = [.. Enumerable.Range(0, 60).Select(bench.LoadSessionAsync)];
        await bench.Upstream.WaitForSentAsync(places, Cancel);
        bench.Upstream.Release();
        await Task.WhenAll(loads);

        Assert.Equal(places, bench.Upstream.MostInFlight);
        Assert.Equal(60, bench.Upstream.Sent.Sum(body => SentDocument.Of(body).Calls.Count));
    }

    [Fact(Timeout = 60_000)]
    public async Task Bookings_of_the_same_entity_that_wait_are_merged_into_one_call()
    {
        var bench = new LoaderBench(new FetchOptions { MaxInFlight = 1, WideningComplexity = 0 });
        bench.Upstream.Hold();
        var first = bench.LoadSessionAsync(0);
        await bench.Upstream.WaitForSentAsync(1, Cancel);

        var summary = bench.LoadAsync($"{{ agentSession(id: \"{LoaderBench.Id(1)}\") {{ summary }} }}");
        var status = bench.LoadAsync($"{{ agentSession(id: \"{LoaderBench.Id(1)}\") {{ status }} }}");
        bench.Upstream.Release();
        await first;

        Assert.Same(Assert.Single(await summary), Assert.Single(await status));
        Assert.Contains("id summary status}", Assert.Single(bench.Upstream.Sent.Skip(1)), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_booking_joins_a_flight_that_covers_it()
    {
        var bench = new LoaderBench(new FetchOptions());
        bench.Upstream.Hold();
        var first = bench.LoadAsync($"{{ agentSession(id: \"{LoaderBench.Id(1)}\") {{ summary }} }}");
        await bench.Upstream.WaitForSentAsync(1, Cancel);

        var second = bench.LoadAsync($"{{ agentSession(id: \"{LoaderBench.Id(1)}\") {{ status }} }}");
        bench.Upstream.Release();

        Assert.Same(Assert.Single(await first), Assert.Single(await second));
        Assert.Single(bench.Upstream.Sent);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_booking_does_not_join_a_flight_that_lacks_a_part_of_it()
    {
        var bench = new LoaderBench(CrowdsOfOne);
        bench.Upstream.Hold();
        var first = bench.LoadAsync($"{{ agentSession(id: \"{LoaderBench.Id(1)}\") {{ summary }} }}");
        await bench.Upstream.WaitForSentAsync(1, Cancel);

        var second = bench.LoadAsync($"{{ agentSession(id: \"{LoaderBench.Id(1)}\") {{ summary activities(first: 1) {{ nodes {{ id }} }} }} }}");
        await bench.Upstream.WaitForSentAsync(2, Cancel);
        bench.Upstream.Release();

        Assert.NotSame(Assert.Single(await first), Assert.Single(await second));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_booking_does_not_join_a_flight_from_before_an_invalidation()
    {
        var bench = new LoaderBench(CrowdsOfOne);
        bench.Upstream.Hold();
        var first = bench.LoadSessionAsync(1);
        await bench.Upstream.WaitForAnswersAsync(1, Cancel);
        bench.World.Version = "-new";
        await bench.Store.InvalidateAsync(Invalidation.Of(new EntityKey("AgentSession", LoaderBench.Id(1))), Cancel);

        var second = bench.LoadSessionAsync(1);
        await bench.Upstream.WaitForSentAsync(2, Cancel);
        bench.Upstream.Release();

        Assert.Equal($"\"{LoaderBench.Id(1)}.summary-new\"", LoaderBench.Value(await second, "AgentSession", 1, "summary"));
        Assert.Equal($"\"{LoaderBench.Id(1)}.summary\"", LoaderBench.Value(await first, "AgentSession", 1, "summary"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_list_does_not_join_a_flight_from_before_an_event_of_its_type()
    {
        var bench = new LoaderBench(CrowdsOfOne);
        bench.Upstream.Hold();
        var first = bench.LoadAsync("{ issues(first: 2) { nodes { id } } }");
        await bench.Upstream.WaitForSentAsync(1, Cancel);
        await bench.Store.InvalidateAsync(new Invalidation([], [], ["Issue"], false), Cancel);

        var second = bench.LoadAsync("{ issues(first: 2) { nodes { id } } }");
        await bench.Upstream.WaitForSentAsync(2, Cancel);
        bench.Upstream.Release();

        Assert.NotSame(Assert.Single(await first), Assert.Single(await second));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_caller_who_gives_up_leaves_the_others_alone()
    {
        var bench = new LoaderBench(new FetchOptions());
        using var impatience = new CancellationTokenSource();
        bench.Upstream.Hold();
        var impatient = bench.LoadUntilAsync($"{{ agentSession(id: \"{LoaderBench.Id(1)}\") {{ summary }} }}", impatience.Token);
        await bench.Upstream.WaitForSentAsync(1, Cancel);
        var patient = bench.LoadSessionAsync(1);

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        bench.Upstream.Release();

        Assert.NotNull(LoaderBench.Value(await patient, "AgentSession", 1, "summary"));
        Assert.Single(bench.Upstream.Sent);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_must_wait_again_behind_exchanges_that_hang_gets_away_as_well()
    {
        var bench = new LoaderBench(new FetchOptions { MaxCalls = 20 });
        bench.World.Hidden.Add(LoaderBench.Id(0));
        bench.Upstream.Hold();
        List<Task> all = [bench.LoadSessionAsync(999)];
        await bench.Upstream.WaitForSentAsync(1, Cancel);
        all.Add(bench.LoadAsync($"{{ {string.Join(' ', Enumerable.Range(100, 20).Select(i => $"a{i}: agentSession(id: \"{LoaderBench.Id(i)}\") {{ summary }}"))} }}"));
        await bench.Upstream.WaitForSentAsync(2, Cancel);
        all.AddRange(Enumerable.Range(0, 3).Select(bench.LoadIssueAsync));
        bench.Time.Advance(TimeSpan.FromMilliseconds(250));
        await bench.Upstream.WaitForSentAsync(3, Cancel);

        bench.Upstream.Release(2);
        var single = bench.Upstream.WaitForSentAsync(4, Cancel);
        for (int i = 0; i < 300 && !single.IsCompleted; i++)
        {
            // When it begins to wait cannot be seen from here.
            bench.Time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel);
        }

        Assert.True(single.IsCompleted);
        bench.Upstream.Release();
        await Task.WhenAll(all);
    }

    [Fact(Timeout = 60_000)]
    public async Task While_the_quota_is_short_no_more_is_asked_for_than_was()
    {
        var bench = new LoaderBench(new FetchOptions()) { IsThrifty = true };

        await bench.LoadSessionAsync(1);

        Assert.Contains("{ id summary}", Assert.Single(bench.Upstream.Sent), StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(true, 1)]
    [InlineData(false, 3)]
    public async Task While_the_quota_is_short_nobody_is_brought_along(bool isShort, int issues)
    {
        var bench = new LoaderBench(new FetchOptions());
        bench.World.Pages["agentSessions"] = ["s0", "s1", "s2"];
        await bench.LoadAsync("{ agentSessions(first: 50) { nodes { summary } } }");
        bench.IsThrifty = isShort;

        await bench.LoadAsync("{ issue(id: \"issue-of-s0\") { title } }");

        Assert.Equal(issues, SentDocument.Of(bench.Upstream.Sent[1]).Calls.Count(call => call.Name.Value == "issue"));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_the_budget_refuses_for_what_widening_adds_is_asked_for_as_it_was()
    {
        var points = new List<double>();
        LoaderBench bench = null!;
        bench = new LoaderBench(new FetchOptions(), request =>
        {
            points.Add(request.Points);
            return request.Points > 1.2 ? Unsent : bench.Invent(request);
        });

        var harvests = await bench.LoadIssueAsync(1);

        Assert.NotNull(LoaderBench.Value(harvests, "Issue", 1, "title"));
        Assert.Equal(1.2, points[^1], 6);
        Assert.Equal(2, points.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_the_budget_refuses_in_any_case_is_asked_for_as_it_was_only_once()
    {
        var bench = new LoaderBench(new FetchOptions(), _ => Unsent);

        var harvests = await bench.LoadIssueAsync(1);

        Assert.Equal("No.", LoaderBench.Fault(harvests, "Issue", 1));
        Assert.Equal(2, bench.Upstream.Sent.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_fetched_is_stored()
    {
        var bench = new LoaderBench(new FetchOptions());

        await bench.LoadSessionAsync(1);

        var record = bench.Store.Peek(CacheScope.Service, new EntityKey("AgentSession", LoaderBench.Id(1)));
        Assert.NotNull(record);
        Assert.True(record.TryGet(new FieldKey("status"), out _));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Nobody_waits_for_ever_whatever_the_upstream_answers(int seed)
    {
        int number = 0;
        LoaderBench bench = null!;
        bench = new LoaderBench(new FetchOptions { MaxInFlight = 3, MaxCalls = 5, MaxIds = 7 }, request =>
            new Random(unchecked((seed * 7919) + Interlocked.Increment(ref number))).Next(8) switch
            {
                0 => throw new InvalidOperationException("A fault of our own."),
                1 => new() { Fault = new(UpstreamFaultKind.Timeout, "Too slow.") },
                2 => LoaderBench.Reply("""{"data":null,"errors":[{"message":"Nobody knows."}]}"""),
                3 => LoaderBench.Reply("""{"data":{"a0":null,"a1":[1],"a2":{"nodes":5},"a3":"x"}}"""),
                4 => LoaderBench.Reply("""{"data":{}}"""),
                _ => bench.Invent(request),
            });
        var random = new Random(seed);
        for (int i = 0; i < 60; i++)
        {
            (random.Next(3) switch { 0 => bench.World.Gone, 1 => bench.World.Hidden, _ => bench.World.Silent }).Add(LoaderBench.Id(random.Next(200)));
        }

        Task[] loads = [.. Enumerable.Range(0, 300).Select(i => (i % 3) switch
        {
            0 => bench.LoadSessionAsync(random.Next(200)),
            1 => bench.LoadIssueAsync(random.Next(200)),
            _ => bench.LoadAsync($"{{ issues(first: {random.Next(1, 20)}) {{ nodes {{ title }} }} }}"),
        })];
        await Task.WhenAll(loads);

        Assert.True(bench.Upstream.MostInFlight <= 3);
        Assert.Equal(0, bench.Upstream.InFlight);
    }
}
