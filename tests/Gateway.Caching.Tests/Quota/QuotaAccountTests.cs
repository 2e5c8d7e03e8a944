using Gateway.Caching.Quota;

namespace Gateway.Caching.Tests.Quota;

public class QuotaAccountTests
{
    private const double Hour = 3_600_000;

    private readonly QuotaAccount _account = new(share: 1);
    private double _now = 1000;

    [Fact]
    public void Before_the_upstream_has_told_anything_a_few_may_be_under_way()
    {
        string?[] tokens = [.. Enumerable.Range(0, 6).Select(_ => Reserve())];
        _account.Settle(tokens[0]!, null, _now);

        Assert.Equal(4, tokens.Count(token => token is not null));
        Assert.NotNull(Reserve());
        Assert.Null(Reserve());
    }

    [Fact]
    public void An_upstream_that_tells_no_numbers_is_not_rationed()
    {
        _account.Settle(Reserve()!, new QuotaObservation(), _now);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.NotNull(Reserve()));
    }

    [Fact]
    public void What_is_under_way_is_not_granted_again()
    {
        Observe(remaining: 3);

        Assert.NotNull(Reserve());
        Assert.NotNull(Reserve());
        Assert.NotNull(Reserve());
        Assert.Null(Reserve());
    }

    [Fact]
    public void An_answer_that_comes_late_does_not_give_back_what_was_spent_since()
    {
        Observe(remaining: 10);
        string early = Reserve()!;
        for (int i = 8; i >= 2; i--)
        {
            Observe(remaining: i);
        }

        _account.Settle(early, Told(9), _now);

        Assert.InRange(_account.Level(_now, 1).Requests.Available, 0, 2);
    }

    [Fact]
    public void A_part_is_left_to_those_who_come_first()
    {
        Observe(remaining: 30);

        Assert.Null(Reserve(floor: 0.5));
        Assert.NotNull(Reserve(floor: 0.2));
    }

    [Fact]
    public void What_nobody_settles_counts_as_spent_when_its_life_ends()
    {
        Observe(remaining: 1);
        Reserve();

        _now += 30_000;

        Assert.Null(Reserve());
        Assert.InRange(_account.Level(_now, 1).Requests.Available, 0, 1);
    }

    [Fact]
    public void It_comes_back_a_little_slower_than_the_upstream_says()
    {
        Observe(remaining: 0);

        _now += Hour / 2;

        Assert.Equal(49, _account.Level(_now, 1).Requests.Available, 3);
    }

    [Fact]
    public void Where_the_reset_stays_where_it_is_nothing_comes_back_before()
    {
        double reset = _now + Hour;
        _account.Settle(Reserve()!, Told(50, reset), _now);
        _now += 10_000;
        _account.Settle(Reserve()!, Told(0, reset), _now);

        _now += 60_000;
        double before = _account.Level(_now, 1).Requests.Available;
        _now = reset + 1;

        Assert.Equal(0, before);
        Assert.Equal(100, _account.Level(_now, 1).Requests.Available);
    }

    [Fact]
    public void An_answer_that_took_long_is_not_taken_for_a_reset_that_stays()
    {
        Observe(remaining: 50);
        _now += 3000;
        string slow = Reserve()!;
        long reset = (long)(_now + Hour);
        _now += 20_000;

        _account.Settle(slow, Told(49, reset), _now);

        Assert.True(_account.Level(_now, 1).Requests.PerMillisecond > 0);
    }

    [Fact]
    public void A_refusal_leaves_nothing_at_once_and_the_time_it_told_is_kept()
    {
        Observe(remaining: 80);

        _account.Settle(Reserve()!, Told(8) with { IsRefused = true, RetryAfter = TimeSpan.FromSeconds(7) }, _now);
        var level = _account.Level(_now, 1);

        Assert.Equal(0, level.Requests.Available);
        Assert.Equal(7000, level.HoldFor);
        Assert.Null(Reserve());
    }

    [Fact]
    public void What_was_charged_counts_and_not_what_was_predicted()
    {
        Observe(remaining: 50, points: 1000);
        string first = Reserve(points: 100)!;
        Reserve(points: 200);

        _account.Settle(first, new QuotaObservation { Charged = 600 }, _now);

        Assert.Equal(200, _account.Level(_now, 1).Points.Available);
    }

    [Fact]
    public void A_share_is_never_raised_by_an_answer()
    {
        Observe(remaining: 60);
        var share = QuotaAccount.ShareOf(_account.Level(_now, 10), 0.1, _now);
        var ask = new QuotaAsk("", 1, 0, 0, 1, TimeSpan.FromSeconds(30));
        string[] tokens = [.. Enumerable.Range(0, 6).Select(_ => share.Reserve(ask, _now)!)];
        Array.ForEach(tokens, token => share.Settle(token, Told(54), _now));

        Assert.Null(share.Reserve(ask, _now));
    }

    private string? Reserve(double floor = 0, double points = 0) =>
        _account.Reserve(new QuotaAsk("", 1, points, floor, 4, TimeSpan.FromSeconds(30)), _now);

    private void Observe(double remaining, double? points = null) => _account.Settle(
        Reserve()!, Told(remaining) with { Points = new QuotaReading(points * 2, points, null) }, _now);

    private QuotaObservation Told(double remaining, double? reset = null) =>
        new() { Requests = new QuotaReading(100, remaining, (long)(reset ?? _now + Hour)) };
}
