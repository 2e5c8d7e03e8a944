namespace Gateway.Caching.Quota;

/// <summary>What is left of a quota at one moment.</summary>
/// <param name="Requests">What is left of requests.</param>
/// <param name="Points">What is left of points.</param>
/// <param name="HoldFor">Milliseconds during which the upstream wants no request at all.</param>
/// <param name="Pods">How many processes have asked for a part of it within the last minute.</param>
public sealed record QuotaLevel(QuotaMeasure Requests, QuotaMeasure Points, double HoldFor, int Pods)
{
    // Where no number is known, the first answers that are under way will bring some.
    private const double NumbersSoon = 50;

    /// <summary>Before anything is known.</summary>
    public static QuotaLevel Unknown { get; } = new(default, default, 0, 0);

    /// <summary>Whether the upstream has told any numbers.</summary>
    public bool IsObserved => Requests.Limit is not null || Points.Limit is not null;

    /// <summary>The part that is left of the kind that is shorter: from 0 to 1.</summary>
    public double Part => HoldFor > 0 ? 0 : Math.Min(Requests.Part, Points.Part);

    /// <summary>What is left when time has passed in which nothing was spent.</summary>
    public QuotaLevel After(TimeSpan passed) => this with
    {
        Requests = Requests.After(passed),
        Points = Points.After(passed),
        HoldFor = Math.Max(0, HoldFor - passed.TotalMilliseconds),
    };

    /// <summary>How long whoever was refused should wait: until there is enough if nobody else spends anything. At least a millisecond.</summary>
    public TimeSpan RetryAfter(in QuotaAsk ask)
    {
        double wait = Math.Max(HoldFor, Math.Max(Requests.Until(ask.Requests, ask.Floor), Points.Until(ask.Points, ask.Floor)));
        return TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(1, IsObserved || wait > 0 ? wait : NumbersSoon)));
    }
}
