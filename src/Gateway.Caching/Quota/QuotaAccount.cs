using System.Globalization;

namespace Gateway.Caching.Quota;

/// <summary>The quota of one account, as arithmetic. Has one owner.</summary>
/// <remarks>
/// <see cref="QuotaScripts"/> does the same in Redis, step by step; a property test compares the two.
/// </remarks>
/// <param name="share">The part of what the upstream tells that is this process's: 1 where it counts for all.</param>
internal sealed class QuotaAccount(double share)
{
    /// <summary>What a hold lasts where the upstream refuses and tells neither numbers nor a time.</summary>
    public const double BlindHold = 10_000;

    /// <summary>The longest hold: no answer may stop everybody for good.</summary>
    public const double LongestHold = 3_600_000;

    /// <summary>After what time without any request one is let through whatever is left: only answers tell that all is well again.</summary>
    public const double ProbeInterval = 60_000;

    private readonly List<Open> _open = [];
    private readonly QuotaBalance _requests = new(share);
    private readonly QuotaBalance _points = new(share);
    private double _time;
    private double _hold;
    private double _sentAt;
    private bool _isUnmetered;
    private long _number;

    /// <summary>As another ledger left it, less what of it is others' share.</summary>
    public static QuotaAccount ShareOf(QuotaLevel level, double share, double now)
    {
        var account = new QuotaAccount(share) { _time = now, _sentAt = now, _hold = level.HoldFor > 0 ? now + level.HoldFor : 0 };
        account._requests.Inherit(level.Requests, now);
        account._points.Inherit(level.Points, now);
        return account;
    }

    /// <summary>As <see cref="IQuotaLedger.ReserveAsync"/>, at a time in milliseconds. Returns null if refused.</summary>
    public string? Reserve(in QuotaAsk ask, double now)
    {
        Advance(now);
        bool isKnown = _requests.IsKnown || _points.IsKnown || _isUnmetered;
        bool isThere = (isKnown || _requests.Open + ask.Requests <= ask.MaxUnobserved * Math.Max(1, ask.Requests))
            && _requests.Has(ask.Requests, ask.Floor)
            && _points.Has(ask.Points, ask.Floor);

        // All shares together probe once in the interval.
        bool isProbe = ask.MayProbe && now - _sentAt >= ProbeInterval / share;
        if (now < _hold || !(isThere || isProbe))
        {
            return null;
        }

        _sentAt = now;
        string id = (++_number).ToString(CultureInfo.InvariantCulture);
        _open.Add(new Open(id, now + ask.Life.TotalMilliseconds, now, ask.Requests, ask.Points, _requests.Done, _points.Done));
        _requests.Take(ask.Requests);
        _points.Take(ask.Points);
        return id;
    }

    /// <summary>As <see cref="IQuotaLedger.SettleAsync"/>. What was settled already, or has expired, changes nothing.</summary>
    public void Settle(string id, QuotaObservation? observation, double now)
    {
        Advance(now);
        int index = _open.FindIndex(open => open.Id == id);
        if (index < 0)
        {
            return;
        }

        var open = _open[index];
        _open.RemoveAt(index);
        double points = observation?.Charged ?? open.Points;
        _points.Correct(points - open.Points);
        _requests.Close(open.Requests);
        _points.Close(points);
        if (observation is null)
        {
            return;
        }

        var (requests, limited) = (WithLimit(observation.Requests), WithLimit(observation.Points));
        if (observation.IsRefused && !observation.IsOfEndpoint)
        {
            if (!(requests.Remaining < open.Requests) && !(limited.Remaining < open.Points))
            {
                // It does not say which of them is spent: each of which it does not say that plenty is left.
                requests = _requests.IsPlenty(requests, open.Requests) ? requests : requests with { Remaining = 0 };
                limited = _points.IsPlenty(limited, open.Points) ? limited : limited with { Remaining = 0 };
            }

            double hold = observation.RetryAfter?.TotalMilliseconds ?? (requests.Limit is null && !_requests.IsKnown ? BlindHold : 0);
            _hold = Math.Max(_hold, hold > 0 ? now + Math.Min(hold, LongestHold) : 0);
        }

        _isUnmetered |= requests is { Limit: null, Remaining: null } && limited is { Limit: null, Remaining: null };
        _requests.Observe(requests, open.Requests, open.RequestsDone, open.Time, now);
        _points.Observe(limited, points, open.PointsDone, open.Time, now);
    }

    public QuotaLevel Level(double now, int pods)
    {
        Advance(now);
        return new QuotaLevel(_requests.Measure(now), _points.Measure(now), Math.Max(0, _hold - now), pods);
    }

    private static QuotaReading WithLimit(in QuotaReading reading) => reading.Limit > 0 ? reading : reading with { Limit = null };

    private void Advance(double now)
    {
        // A clock that was set back takes nothing back.
        now = Math.Max(now, _time);
        foreach (var open in _open)
        {
            if (open.Expiry <= now)
            {
                _requests.Close(open.Requests);
                _points.Close(open.Points);
            }
        }

        _open.RemoveAll(open => open.Expiry <= now);
        _requests.Advance(now, now - _time);
        _points.Advance(now, now - _time);
        _time = now;
    }

    private readonly record struct Open(
        string Id, double Expiry, double Time, double Requests, double Points, double RequestsDone, double PointsDone);
}
