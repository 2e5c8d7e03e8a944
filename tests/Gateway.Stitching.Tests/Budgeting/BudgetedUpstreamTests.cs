using System.Text.Json;
using Gateway.Linear;

namespace Gateway.Stitching.Tests.Budgeting;

public sealed class BudgetedUpstreamTests : IDisposable
{
    private readonly BudgetBench _bench = new();

    [Theory]
    [InlineData(60, true, true, true, true)]
    [InlineData(50, true, true, true, false)]
    [InlineData(25, true, true, false, false)]
    [InlineData(5, true, false, false, false)]
    [InlineData(0, false, false, false, false)]
    public async Task As_it_falls_repairs_stop_first_then_refreshes_then_reads_and_mutations_last(
        long left, bool mutation, bool read, bool refresh, bool repair)
    {
        await _bench.LeaveAsync(left);

        Assert.Equal(mutation, await IsSentAsync(BudgetBench.Request with { IsMutation = true }));
        Assert.Equal(read, await IsSentAsync(BudgetBench.Request));
        Assert.Equal(refresh, await IsSentAsync(BudgetBench.Request with { Priority = UpstreamPriority.Refresh }));
        Assert.Equal(repair, await IsSentAsync(BudgetBench.Request with { Priority = UpstreamPriority.Repair }));
    }

    [Fact]
    public async Task A_refusal_has_the_words_of_Linear_the_numbers_and_the_time()
    {
        await _bench.LeaveAsync(5);

        var reply = await _bench.SendAsync(BudgetBench.Request);
        using var extensions = JsonDocument.Parse(Assert.Single(reply.Errors).Extensions);

        Assert.Equal("ratelimited", extensions.RootElement.GetProperty("type").GetString());
        Assert.Equal(429, extensions.RootElement.GetProperty("statusCode").GetInt32());
        Assert.Equal(100, extensions.RootElement.GetProperty("meta").GetProperty("rateLimitResult").GetProperty("limit").GetInt32());
        Assert.Equal(5, reply.RateLimit.RequestsRemaining);
        Assert.InRange(reply.RateLimit.RetryAfter!.Value, TimeSpan.FromSeconds(36), TimeSpan.FromSeconds(37));
    }

    [Fact]
    public async Task Whoever_comes_again_at_the_time_that_was_told_is_served()
    {
        await _bench.LeaveAsync(5);
        var refused = await _bench.SendAsync(BudgetBench.Request);

        _bench.Time.Advance(refused.RateLimit.RetryAfter!.Value - TimeSpan.FromMilliseconds(2));
        bool early = await IsSentAsync(BudgetBench.Request);
        _bench.Time.Advance(TimeSpan.FromMilliseconds(2));

        Assert.False(early);
        Assert.True(await IsSentAsync(BudgetBench.Request));
    }

    [Fact]
    public async Task A_caller_waits_for_what_is_about_to_come_back()
    {
        _bench.Options.Patience = TimeSpan.FromMinutes(1);
        await _bench.LeaveAsync(5);

        var sending = _bench.SendAsync(BudgetBench.Request);
        bool isWaiting = !sending.IsCompleted;
        _bench.Time.Advance(TimeSpan.FromSeconds(37));

        Assert.True(isWaiting);
        Assert.Empty((await sending).Errors);
    }

    [Fact]
    public async Task What_the_upstream_refuses_gets_a_time_if_it_has_none_and_nothing_more_is_sent()
    {
        await _bench.LeaveAsync(80);
        _bench.Fault = new UpstreamFault(UpstreamFaultKind.RateLimited, "no");

        var refused = await _bench.SendAsync(BudgetBench.Request);
        _bench.Fault = null;

        Assert.InRange(refused.RateLimit.RetryAfter!.Value, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(4));
        Assert.False(await IsSentAsync(BudgetBench.Request with { IsMutation = true }));
    }

    [Fact]
    public async Task A_limit_of_some_fields_stops_only_whoever_met_it_and_tells_when_it_is_back()
    {
        await _bench.LeaveAsync(80);
        _bench.Reply = new UpstreamReply
        {
            Errors = [new UpstreamError("Rate limit exceeded") { Type = "ratelimited" }],
            RateLimit = new RateLimitReading
            {
                HasEndpoint = true,
                EndpointRemaining = 0,
                EndpointReset = _bench.Time.GetUtcNow().AddSeconds(20),
            },
        };

        var refused = await _bench.SendAsync(BudgetBench.Request);
        _bench.Reply = null;

        Assert.Equal(TimeSpan.FromSeconds(20), refused.RateLimit.RetryAfter);
        Assert.Equal(79, _bench.Gauge.Level.Requests.Available);
        Assert.True(await IsSentAsync(BudgetBench.Request with { Priority = UpstreamPriority.Repair }));
    }

    [Fact]
    public async Task Nobody_is_told_to_stay_away_for_longer_than_an_hour()
    {
        var fault = new UpstreamFault(UpstreamFaultKind.RateLimited, "no") { RetryAfter = TimeSpan.FromSeconds(int.MaxValue) };
        _bench.Reply = new UpstreamReply { Fault = fault, RateLimit = new RateLimitReading { RetryAfter = fault.RetryAfter } };

        var first = await _bench.SendAsync(BudgetBench.Request);
        var second = await _bench.SendAsync(BudgetBench.Request);

        Assert.Equal(TimeSpan.FromHours(1), first.RateLimit.RetryAfter);
        Assert.Equal(TimeSpan.FromHours(1), second.RateLimit.RetryAfter);
        Assert.Single(_bench.Upstream.Sent);
    }

    [Fact]
    public async Task A_minute_after_the_last_request_a_caller_finds_out_whether_it_is_still_so()
    {
        await _bench.LeaveAsync(0);
        _bench.Left = 90;

        _bench.Time.Advance(TimeSpan.FromSeconds(60));
        bool repair = await IsSentAsync(BudgetBench.Request with { Priority = UpstreamPriority.Repair });
        bool probe = await IsSentAsync(BudgetBench.Request);

        Assert.False(repair);
        Assert.True(probe);
        Assert.Equal(90, _bench.Gauge.Level.Requests.Available);
    }

    [Fact]
    public async Task A_refusal_of_ours_says_that_nothing_was_sent()
    {
        await _bench.LeaveAsync(5);

        Assert.True((await _bench.SendAsync(BudgetBench.Request)).IsUnsent);
        Assert.False((await _bench.SendAsync(BudgetBench.Request with { IsMutation = true })).IsUnsent);
    }

    [Fact]
    public async Task A_mutation_is_reserved_what_it_is_predicted_to_cost()
    {
        await _bench.AskAsync("""mutation { agentSessionUpdate(id: "s", input: {}) { success agentSession { id summary } } }""");

        Assert.InRange(_bench.LastPoints, 2.2, 2.6);
    }

    [Fact]
    public async Task A_request_that_is_given_up_counts_as_spent_and_is_under_way_no_more()
    {
        await _bench.LeaveAsync(7);
        _bench.Upstream.Hold();
        using var end = new CancellationTokenSource();
        var sending = _bench.Budgeted.SendAsync(BudgetBench.Request, end.Token);
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        _bench.Upstream.Release();

        Assert.Equal(6, _bench.Gauge.Level.Requests.Available);
    }

    [Fact]
    public async Task Callers_with_credentials_of_their_own_have_quotas_of_their_own()
    {
        await _bench.LeaveAsync(0);

        Assert.False(await IsSentAsync(BudgetBench.Request));
        Assert.True(await IsSentAsync(BudgetBench.Request with { Authorization = "secret", Account = "caller" }));
        Assert.Equal(0, _bench.Gauge.Level.Requests.Available);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<bool> IsSentAsync(UpstreamRequest request)
    {
        int before = _bench.Upstream.Sent.Count;
        await _bench.SendAsync(request);
        return _bench.Upstream.Sent.Count > before;
    }
}
