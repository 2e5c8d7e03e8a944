using Gateway.Caching.Quota;

namespace Gateway.Caching.Tests.Quota;

/// <summary>Answers that are wrong, or mean something else than they seem to: none of them stops everybody, or lets everybody through.</summary>
public class OddAnswerTests
{
    private const double Minute = 60_000;
    private const double Hour = 60 * Minute;

    private readonly QuotaAccount _account = new(share: 1);
    private double _now = 1_800_000_000_000;

    [Fact]
    public void A_refusal_for_the_limit_of_some_fields_leaves_the_others_what_there_is_and_holds_nobody()
    {
        Observe(Told(80));

        Observe(Told(79) with { IsRefused = true, IsOfEndpoint = true, RetryAfter = TimeSpan.FromSeconds(40) });
        var level = _account.Level(_now, 1);

        Assert.Equal(79, level.Requests.Available);
        Assert.Equal(0, level.HoldFor);
    }

    [Fact]
    public void A_refusal_that_says_that_plenty_is_left_of_all_does_not_empty_the_account()
    {
        Observe(Told(80) with { Points = new QuotaReading(1000, 900, null) });

        Observe(Told(79) with { IsRefused = true, Points = new QuotaReading(1000, 890, null) });
        var level = _account.Level(_now, 1);

        Assert.Equal(79, level.Requests.Available);
        Assert.Equal(890, level.Points.Available);
    }

    [Theory]
    [InlineData(9.0, 890.0, 0, 890)]
    [InlineData(79.0, 90.0, 79, 0)]
    [InlineData(79.0, null, 79, 0)]
    [InlineData(null, null, 0, 0)]
    public void A_refusal_empties_what_it_does_not_say_that_plenty_is_left_of(double? requests, double? points, double requestsLeft, double pointsLeft)
    {
        Observe(Told(80) with { Points = new QuotaReading(1000, 900, null) });

        Observe(new QuotaObservation
        {
            IsRefused = true,
            Requests = new QuotaReading(100, requests, null),
            Points = new QuotaReading(1000, points, null),
        });
        var level = _account.Level(_now, 1);

        Assert.Equal(requestsLeft, level.Requests.Available);
        Assert.Equal(pointsLeft, level.Points.Available);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_limit_that_is_not_positive_is_not_told(double limit)
    {
        Observe(Told(80));

        Observe(new QuotaObservation { Requests = new QuotaReading(limit, 70, null) });
        var known = _account.Level(_now, 1).Requests;

        Assert.Equal((100, 70), (known.Limit, known.Available));
    }

    [Fact]
    public void A_reset_that_is_far_ahead_is_taken_for_a_day_at_most_and_forgotten_after_two_hours()
    {
        Observe(Told(0, _now + (1000 * 24 * Hour)));
        double slow = _account.Level(_now, 1).Requests.PerMillisecond;
        for (int i = 0; i < 5; i++)
        {
            _now += 30 * Minute;
            Observe(Told(0), mayProbe: true);
        }

        Assert.Equal(98 / (24 * Hour), slow, 12);
        Assert.Equal(98 / Hour, _account.Level(_now, 1).Requests.PerMillisecond, 12);
    }

    [Fact]
    public void A_reset_that_is_nearer_for_once_does_not_make_it_come_back_faster()
    {
        Observe(Told(50));
        _now += 500;

        Observe(Told(49, _now + 100));

        Assert.Equal(98 / Hour, _account.Level(_now, 1).Requests.PerMillisecond, 12);
    }

    [Theory]
    [InlineData(1_800_000_060)]
    [InlineData(3600)]
    [InlineData(1_799_999_990_000)]
    public void A_reset_that_was_past_when_the_request_was_made_fills_nothing(long reset)
    {
        int granted = 0;
        for (int i = 0; i < 1200; i++)
        {
            if (Reserve() is { } token)
            {
                granted++;
                _account.Settle(token, Told(Math.Max(0, 60 - granted), reset) with { Requests = new QuotaReading(60, Math.Max(0, 60 - granted), reset) }, _now);
            }

            _now += 250;
        }

        // Five minutes of an hour's limit, since nobody tells of another period, and what there was.
        Assert.InRange(granted, 60, 65);
    }

    [Fact]
    public void No_answer_holds_everybody_for_longer_than_an_hour()
    {
        Observe(Told(80) with { IsRefused = true, RetryAfter = TimeSpan.FromSeconds(int.MaxValue) });

        double hold = _account.Level(_now, 1).HoldFor;
        _now += Hour;

        Assert.Equal(Hour, hold);
        Assert.NotNull(Reserve());
    }

    [Fact]
    public void Whatever_is_left_one_caller_is_let_through_when_nothing_was_sent_for_a_minute()
    {
        Observe(Told(0, _now + (24 * Hour)));

        _now += Minute - 1;
        string? early = Reserve(mayProbe: true);
        _now += 1;
        string? noCaller = Reserve(mayProbe: false);
        string? probe = Reserve(mayProbe: true);

        Assert.Null(early);
        Assert.Null(noCaller);
        Assert.NotNull(probe);
        Assert.Null(Reserve(mayProbe: true));
    }

    [Fact]
    public void A_time_that_the_upstream_asked_for_is_kept_by_probes_too()
    {
        Observe(Told(0) with { IsRefused = true, RetryAfter = TimeSpan.FromMinutes(5) });

        _now += (5 * Minute) - 1;
        string? early = Reserve(mayProbe: true);
        _now += 1;

        Assert.Null(early);
        Assert.NotNull(Reserve(mayProbe: true));
    }

    [Fact]
    public void Shares_probe_once_a_minute_together()
    {
        Observe(Told(0, _now + (24 * Hour)));
        var share = QuotaAccount.ShareOf(_account.Level(_now, 10), 0.1, _now);
        var ask = new QuotaAsk("", 1, 0, 0.5, 4, TimeSpan.FromSeconds(30)) { MayProbe = true };

        Assert.Null(share.Reserve(ask, _now + (9 * Minute)));
        Assert.NotNull(share.Reserve(ask, _now + (10 * Minute)));
    }

    private string? Reserve(bool mayProbe = false) =>
        _account.Reserve(new QuotaAsk("", 1, 0, 0, 4, TimeSpan.FromSeconds(30)) { MayProbe = mayProbe }, _now);

    private void Observe(QuotaObservation told, bool mayProbe = false) => _account.Settle(Reserve(mayProbe)!, told, _now);

    private QuotaObservation Told(double remaining, double? reset = null) =>
        new() { Requests = new QuotaReading(100, remaining, (long)(reset ?? _now + Hour)) };
}
