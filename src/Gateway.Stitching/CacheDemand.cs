using Gateway.Stitching.Mapping;

namespace Gateway.Stitching;

/// <summary>What a caller asks of the age of values, beyond what the schema says. The default asks nothing. All ages in milliseconds.</summary>
/// <remarks>
/// https://www.rfc-editor.org/rfc/rfc9111#section-5.2.1, but for values instead of responses. Whatever is asked: what was invalidated is never served.
/// </remarks>
public readonly record struct CacheDemand
{
    // As long as any value is kept by default.
    private const long LongestStale = 24 * 60 * 60 * 1000;

    private readonly long _youngerThan;

    /// <summary>The oldest that a value may be; 0 for one that is fetched for this request, or was on its way when it came. Null, the default, for any age.</summary>
    public long? MaxAge
    {
        get => _youngerThan == 0 ? null : _youngerThan - 1;
        init => _youngerThan = value is { } age ? Math.Min(age, long.MaxValue - 1) + 1 : 0;
    }

    /// <summary>For how long a value must yet be fresh. Default 0.</summary>
    public long MinFresh { get; init; }

    /// <summary>For how long after it was fresh a value may be served; more than a day is a day. Default 0.</summary>
    public long MaxStale { get; init; }

    /// <summary>Whether the upstream must not be asked. Default false.</summary>
    public bool OnlyIfCached { get; init; }

    /// <summary>Whether anything is asked.</summary>
    public bool IsNone => this == default;

    /// <summary>A rule of the schema as it is for this caller.</summary>
    internal AgeRule Apply(in AgeRule ages)
    {
        // What is never kept is not there; what is good at any age has none to change.
        if (IsNone || ages.MaxAge is 0 or long.MaxValue)
        {
            return ages;
        }

        long maxAge = ages.MaxAge + Math.Min(MaxStale, LongestStale) - Math.Min(MinFresh, ages.MaxAge);
        return new AgeRule(maxAge, MinFresh > 0 ? 0 : ages.WhileRevalidate, OnlyIfCached ? 0 : ages.IfError) { Until = ages.Until };
    }
}
