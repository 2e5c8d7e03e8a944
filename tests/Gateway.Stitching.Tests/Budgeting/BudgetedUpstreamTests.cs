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
