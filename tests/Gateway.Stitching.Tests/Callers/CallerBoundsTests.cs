using Gateway.Caching.Quota;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Tests.Fetching;

namespace Gateway.Stitching.Tests.Callers;

public sealed class CallerBoundsTests : IDisposable
{
    private const string Ann = "lin_api_a";
    private const string Bob = "lin_api_token_b";

    private readonly CallerBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Who_has_spent_their_quota_is_refused_and_others_are_not()
    {
        (_bench.Left[Ann], _bench.Left[Bob]) = (0, 100);
        await _bench.AskAsync(Ann, Issue(1));
        await _bench.AskAsync(Bob, Issue(1));

        string refused = await _bench.AskAsync(Ann, Issue(2));
        string granted = await _bench.AskAsync(Bob, Issue(2));

        Assert.Contains("\"type\":\"ratelimited\"", refused, StringComparison.Ordinal);
        Assert.Contains("title@" + Bob, granted, StringComparison.Ordinal);
        Assert.Equal((1, 2), (_bench.AskedBy(Ann), _bench.AskedBy(Bob)));
        Assert.Equal(QuotaLevel.Unknown, _bench.Gauge.Level);
    }

    [Fact]
    public async Task Nothing_is_fetched_behind_answers_for_those_whose_quota_is_short()
    {
        (_bench.Left[Ann], _bench.Left[Bob]) = (10, 100);
        await _bench.AskAsync(Ann, Issue(1));
        await _bench.AskAsync(Bob, Issue(1));
        _bench.Time.Advance(TimeSpan.FromSeconds(330));

        await _bench.AskAsync(Ann, Issue(1));
        await _bench.AskAsync(Bob, Issue(1));
        await CallerBench.UntilAsync(() => _bench.AskedBy(Bob) == 2 && _bench.Engine.Lanes == 0);

        Assert.Equal((1, 2), (_bench.AskedBy(Ann), _bench.AskedBy(Bob)));
        Assert.Equal((true, false), (IsShortFor(Ann), IsShortFor(Bob)));
    }

    [Fact]
    public async Task Credentials_that_are_refused_leave_nothing_behind()
    {
        await _bench.AskAsync(Ann, Issue(1));
        await CallerBench.UntilAsync(() => _bench.Engine.Lanes == 0);
        var (bytes, accounts) = (_bench.Store.Bytes, _bench.Ledger.Accounts);
        string[] wrong = [.. Enumerable.Range(0, 500).Select(number => new string('x', number + 1))];
        Array.ForEach(wrong, credential => _bench.Refused[credential] = true);

        await Task.WhenAll(wrong.Select(credential => _bench.AskAsync(credential, $"{{ viewer {{ name }} issue(id: \"{LoaderBench.Id(2)}\") {{ title }} }}")));

        await CallerBench.UntilAsync(() => _bench.Engine.Lanes == 0);
        Assert.Equal(501, _bench.Asked.Select(request => request.Authorization).Distinct().Count());
        Assert.Equal((bytes, accounts, 0), (_bench.Store.Bytes, _bench.Ledger.Accounts, _bench.Gauge.Callers));
    }

    [Fact]
    public async Task An_answer_from_memory_needs_no_lane()
    {
        await _bench.AskAsync(Ann, Issue(1));
        await CallerBench.UntilAsync(() => _bench.Engine.Lanes == 0);
        _bench.Upstream.Hold();
        var missing = _bench.AskAsync(Bob, Issue(1));
        await _bench.Upstream.WaitForAnswersAsync(2, Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        await _bench.AskAsync(Ann, Issue(1));
        int busy = _bench.Engine.Lanes;
        _bench.Upstream.Release();
        await missing;

        Assert.Equal(1, busy);
        await CallerBench.UntilAsync(() => _bench.Engine.Lanes == 0);
    }

    [Fact]
    public async Task Whoever_comes_while_a_flight_goes_on_that_nobody_waits_for_any_more_joins_it()
    {
        using var gone = new CancellationTokenSource();
        _bench.Upstream.Hold();
        var abandoned = _bench.AskAsync(CallerBench.ScopeOf(Ann), Issue(1), gone.Token);
        await _bench.Upstream.WaitForAnswersAsync(1, Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);

        int lanes = _bench.Engine.Lanes;
        var next = _bench.AskAsync(Ann, Issue(1));
        _bench.Upstream.Release();
        await next;

        Assert.Equal((1, 1), (lanes, _bench.AskedBy(Ann)));
        await CallerBench.UntilAsync(() => _bench.Engine.Lanes == 0);
    }

    [Fact]
    public void The_gauge_remembers_no_more_accounts_than_it_may()
    {
        var level = new QuotaLevel(new QuotaMeasure(100, 1, 0, 0), default, 0, 1);

        for (int i = 0; i < (2 * BudgetGauge.MaxCallers) + 1; i++)
        {
            _bench.Gauge.Note($"{i}", level);
        }

        Assert.InRange(_bench.Gauge.Callers, 1, BudgetGauge.MaxCallers);
        Assert.True(_bench.Gauge.IsShortFor($"{2 * BudgetGauge.MaxCallers}"));
    }

    private static string Issue(int number) => $"{{ issue(id: \"{LoaderBench.Id(number)}\") {{ title }} }}";

    private bool IsShortFor(string credential) => _bench.Gauge.IsShortFor(CallerBench.ScopeOf(credential).Scope.Name);
}
