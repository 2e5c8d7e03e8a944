using System.Text.Json;
using Gateway.Stitching.Tests.Fetching;

namespace Gateway.Stitching.Tests.Budgeting;

public sealed class ShortBudgetTests : IDisposable
{
    private static readonly string Issue = $"{{ issue(id: \"{LoaderBench.Id(1)}\") {{ title }} }}";
    private static readonly string Other = $"{{ issue(id: \"{LoaderBench.Id(2)}\") {{ title }} }}";

    private readonly BudgetBench _bench = new();

    [Theory]
    [InlineData(80, 1)]
    [InlineData(20, 0)]
    public async Task What_may_be_served_while_it_is_fetched_anew_counts_as_fresh_when_the_budget_is_short(long left, int refreshes)
    {
        await AgeAsync(left, TimeSpan.FromSeconds(330));
        int before = _bench.Upstream.Sent.Count;

        var (_, result) = await _bench.AskAsync(Issue);
        if (refreshes > 0)
        {
            await _bench.Upstream.WaitForSentAsync(before + refreshes, TestContext.Current.CancellationToken);
        }

        Assert.False(result.IsStale);
        Assert.Equal(before + refreshes, _bench.Upstream.Sent.Count);
    }

    [Fact]
    public async Task At_the_reserve_what_is_old_is_served_and_marked()
    {
        await AgeAsync(4, TimeSpan.FromSeconds(1000));
        await _bench.LeaveAsync(4);

        var (text, result) = await _bench.AskAsync(Issue);

        Assert.EndsWith(""","extensions":{"cache":{"stale":true,"reason":"budget"}}}""", text, StringComparison.Ordinal);
        Assert.True(result.IsStale);
        Assert.Null(result.Refusal);
    }

    [Fact]
    public async Task At_the_reserve_what_is_not_there_is_an_error_with_the_time_and_the_numbers()
    {
        await _bench.LeaveAsync(4);

        var (text, result) = await _bench.AskAsync(Other);
        using var json = JsonDocument.Parse(text);

        Assert.Equal("RATELIMITED", json.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(100, result.Refusal!.Value.RequestsLimit);
        Assert.True(result.Refusal.Value.RetryAfter > TimeSpan.FromSeconds(30));
        Assert.False(json.RootElement.TryGetProperty("extensions", out _));
    }

    [Theory]
    [InlineData(80, true)]
    [InlineData(20, false)]
    public async Task When_the_budget_is_short_no_more_is_fetched_than_was_asked_for(long left, bool isWidened)
    {
        await _bench.LeaveAsync(left);

        await _bench.AskAsync(Issue);

        Assert.Equal(isWidened, _bench.Upstream.Sent[^1].Contains("description", StringComparison.Ordinal));
    }

    public void Dispose() => _bench.Dispose();

    private async Task AgeAsync(long left, TimeSpan age)
    {
        _bench.Left = 90;
        await _bench.AskAsync(Issue);
        _bench.Time.Advance(age);
        await _bench.LeaveAsync(left);
    }
}
