namespace Gateway.Caching.Tests.Quota;

/// <summary>The upstream as it really is: one kind of quota that comes back steadily, and who was charged.</summary>
internal sealed class TrueBucket(double limit, double period)
{
    private double _level = limit;
    private double _time;

    public double Limit { get; } = limit;

    /// <summary>Charges a request that arrives now; false if there is not enough.</summary>
    public bool TryCharge(double amount, double now)
    {
        Advance(now);
        bool isEnough = _level >= amount;
        _level -= isEnough ? amount : 0;
        return isEnough;
    }

    /// <summary>What an answer says is left.</summary>
    public double Remaining(double now)
    {
        Advance(now);
        return Math.Floor(_level);
    }

    public long Reset(double now) => (long)(now + period);

    private void Advance(double now)
    {
        _level = Math.Min(Limit, _level + (Limit / period * (now - _time)));
        _time = now;
    }
}
