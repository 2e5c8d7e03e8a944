namespace Gateway.Caching.Quota;

/// <summary>What is left of one kind of quota.</summary>
/// <param name="Limit">How much there is in all; null while the upstream has told nothing.</param>
/// <param name="Available">What may still be spent, all that is under way being counted as spent. May be negative.</param>
/// <param name="PerMillisecond">How fast it comes back; 0 where it comes back all at once.</param>
/// <param name="ResetIn">Milliseconds until all of it is back, as the upstream said; 0 if it did not.</param>
public readonly record struct QuotaMeasure(double? Limit, double Available, double PerMillisecond, double ResetIn)
{
    /// <summary>What is left when time has passed in which nothing was spent.</summary>
    public QuotaMeasure After(TimeSpan passed) => Limit is not { } limit ? this : this with
    {
        Available = PerMillisecond == 0 && passed.TotalMilliseconds > ResetIn && ResetIn > 0
            ? limit
            : Math.Max(Available, Math.Min(limit, Available + (PerMillisecond * passed.TotalMilliseconds))),
    };

    /// <summary>The part that is left: from 0 to 1, and 1 where there is no limit.</summary>
    public double Part => Limit is { } limit and > 0 ? Math.Clamp(Available / limit, 0, 1) : 1;

    /// <summary>Milliseconds until an amount may be spent, if nobody else spends anything.</summary>
    public double Until(double amount, double floor)
    {
        double lacking = Limit is { } limit ? amount + (floor * limit) - Available : 0;
        return lacking <= 0 ? 0
            : PerMillisecond > 0 ? Math.Min(lacking, Limit!.Value) / PerMillisecond
            : Math.Max(ResetIn, 1000);
    }
}
