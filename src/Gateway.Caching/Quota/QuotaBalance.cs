namespace Gateway.Caching.Quota;

/// <summary>One kind of quota as arithmetic: a lower bound of what the upstream will have left when all that was granted has been charged.</summary>
/// <remarks>
/// Answers come in another order than the upstream counted in. Of a reservation that was settled before another was made it is sure that the
/// answer to the other one includes it; of all else that was granted by then it is not. So an observation gives two bounds: what it told
/// less all that it may not include, and what it told less all that is under way.
/// </remarks>
/// <param name="share">As for <see cref="QuotaAccount"/>.</param>
internal sealed class QuotaBalance(double share)
{
    // Less than what is told, so that an estimate never runs ahead of the upstream's own clock.
    public const double Prudence = 0.98;

    /// <summary>How long a period is taken to be where the upstream does not tell: an hour, in milliseconds.</summary>
    public const double DefaultPeriod = 3_600_000;

    /// <summary>The longest period that is believed: a day, in milliseconds.</summary>
    public const double LongestPeriod = 86_400_000;

    /// <summary>The part of the limit that is plenty: more than any one request may cost.</summary>
    public const double Plenty = 0.1;

    // A period is the longest time to a reset that was told of late, for one to two hours: what lies further back may have been a mistake.
    private const double PeriodMemory = 3_600_000;

    // How far apart two requests must be to tell by their answers whether the reset moves along with time, and what clocks may differ by.
    private const double ResetSpan = 2000;
    private const double ResetSlack = 1000;

    private double? _limit;
    private double _level;
    private double _granted;
    private double _latePeriod;
    private double _earlyPeriod;
    private double _lateSince;
    private double _resetAt;
    private double _comparedReset;
    private double _comparedFrom;
    private double _comparedTo;
    private bool _isFixed;

    public bool IsKnown => _limit is not null;

    /// <summary>All that was ever settled.</summary>
    public double Done { get; private set; }

    /// <summary>What is under way.</summary>
    public double Open => _granted - Done;

    private double PerMillisecond => _limit is { } limit && !_isFixed ? Prudence * limit / Period : 0;

    private double Period => Math.Max(_latePeriod, _earlyPeriod) is var period and > 0 ? period : DefaultPeriod;

    /// <summary>Begins with a share of what was left.</summary>
    public void Inherit(in QuotaMeasure measure, double now)
    {
        if (measure.Limit is { } limit)
        {
            (_limit, _level) = (limit * share, measure.Available * share);
            _isFixed = measure.PerMillisecond == 0;
            _resetAt = measure.ResetIn > 0 ? now + measure.ResetIn : 0;
            _latePeriod = _isFixed ? measure.ResetIn : Prudence * limit / measure.PerMillisecond;
            _lateSince = now;
        }
    }

    public bool Has(double amount, double floor) => _limit is not { } limit || _level - amount >= floor * limit;

    /// <summary>Whether an answer that refused a request tells that it cannot have been for want of this.</summary>
    public bool IsPlenty(in QuotaReading reading, double amount) =>
        reading.Remaining >= amount && reading.Remaining >= Plenty * (reading.Limit ?? (_limit / share));

    public void Take(double amount)
    {
        _level -= amount;
        _granted += amount;
    }

    /// <summary>Notes that what was taken cost more than was predicted, or less.</summary>
    public void Correct(double more) => Take(more);

    public void Close(double amount) => Done += amount;

    public void Advance(double now, double passed)
    {
        if (_limit is not { } limit)
        {
            return;
        }

        if (_isFixed && _resetAt > 0 && now >= _resetAt)
        {
            _level = limit;
            _resetAt = now + Period;
        }

        _level = Math.Min(_level + (PerMillisecond * passed), limit - Open);
    }

    /// <summary>Takes in what the answer to a reservation told, when the reservation has been closed.</summary>
    /// <param name="reading">What was told.</param>
    /// <param name="amount">What the request cost.</param>
    /// <param name="doneBefore"><see cref="Done"/> when it was reserved.</param>
    /// <param name="reservedAt">When it was reserved.</param>
    /// <param name="now">When it was settled.</param>
    public void Observe(in QuotaReading reading, double amount, double doneBefore, double reservedAt, double now)
    {
        if (reading.Remaining is not { } remaining || (reading.Limit ?? _limit) is null)
        {
            return;
        }

        bool wasKnown = IsKnown;
        _limit = reading.Limit is { } limit ? limit * share : _limit;
        if (reading.Reset > reservedAt)
        {
            NoteReset(Math.Min(reading.Reset.Value, reservedAt + LongestPeriod), reservedAt, now);
        }

        double low = (remaining * share) - (_granted - doneBefore - amount);
        double high = (remaining * share) - Open + (PerMillisecond * (now - reservedAt));

        // Whoever has a share only cannot tell what of the rest is still there for others: then nothing is gained by an answer.
        _level = wasKnown ? Math.Min(share < 1 ? _level : Math.Max(_level, low), high) : low;
        _level = Math.Min(_level, _limit!.Value - Open);
    }

    public QuotaMeasure Measure(double now) => _limit is null ? default : new(_limit, _level, PerMillisecond, Math.Max(0, _resetAt - now));

    // A bucket that refills steadily has a reset that moves along with time; one that is filled at once has a reset that stays until it jumps.
    // When within its exchange a request was counted is not known, so the time between two of them is not either, but for its bounds.
    private void NoteReset(double reset, double reservedAt, double now)
    {
        double least = reservedAt - _comparedTo;
        if (_comparedReset == 0 || least >= ResetSpan)
        {
            double moved = reset - _comparedReset;
            double most = now - _comparedFrom;
            _isFixed = _comparedReset > 0 && (moved < (0.9 * least) - ResetSlack || moved > (1.1 * most) + ResetSlack);
            (_comparedReset, _comparedFrom, _comparedTo) = (reset, reservedAt, now);
        }

        if (now - _lateSince >= PeriodMemory)
        {
            (_earlyPeriod, _latePeriod, _lateSince) = (_latePeriod, 0, now);
        }

        _latePeriod = Math.Max(_latePeriod, reset - now);
        _resetAt = reset;
    }
}
