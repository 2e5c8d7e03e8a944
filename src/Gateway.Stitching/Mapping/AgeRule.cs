using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Stitching.Mapping;

/// <summary>How old a value may be and still be served. All in milliseconds.</summary>
/// <param name="MaxAge">Until then it is fresh, or a little less: see <see cref="IsFresh"/>. Zero for values that are never kept.</param>
/// <param name="WhileRevalidate">For how long after that it is served while it is fetched anew behind the answer.</param>
/// <param name="IfError">For how long after the max age it is served when the upstream fails.</param>
internal readonly record struct AgeRule(long MaxAge, long WhileRevalidate, long IfError)
{
    /// <summary>
    /// When an entity changes by itself, without an event: milliseconds of Unix time. What was fetched before is not fresh from then on; of what was fetched
    /// later it says nothing. 0, the default, for never.
    /// </summary>
    public long Until { get; init; }

    /// <summary>Values are good at any age.</summary>
    public static AgeRule Endless { get; } = new(long.MaxValue, 0, 0);

    /// <summary>Such a rule, except that what is never kept has no afterlife either.</summary>
    public static AgeRule Of(long maxAge, long whileRevalidate, long ifError) =>
        maxAge == 0 ? default : new(maxAge, whileRevalidate, ifError);

    /// <summary>The rule with a max age of at least that; what is never kept stays so.</summary>
    public AgeRule AtLeast(long maxAge) => MaxAge == 0 || MaxAge >= maxAge ? this : this with { MaxAge = maxAge };

    /// <summary>Whether a value is fresh. Those of one fetch stop being so at times of their own, up to a tenth early, so that a page does not expire at once.</summary>
    /// <param name="entry">The value.</param>
    /// <param name="key">Whose it is.</param>
    /// <param name="now">Milliseconds of Unix time.</param>
    /// <param name="limit">How old any value may be.</param>
    public bool IsFresh(in RecordEntry entry, in EntityKey key, long now, long limit)
    {
        if (!entry.IsFresh(now, Math.Min(MaxAge, limit)))
        {
            return false;
        }

        if (HasLapsed(entry, now))
        {
            return false;
        }

        long tenth = MaxAge / 10;
        long age = now - entry.FetchedAt;
        return age <= MaxAge - tenth || age <= MaxAge - Jitter.Of(key, entry.FetchedAt, tenth);
    }

    /// <summary>The last moment at which <see cref="IsFresh"/> is true where nothing else limits ages: milliseconds of Unix time.</summary>
    public long FreshUntil(in RecordEntry entry, in EntityKey key)
    {
        long last = MaxAge == long.MaxValue ? long.MaxValue : entry.FetchedAt + MaxAge - Jitter.Of(key, entry.FetchedAt, MaxAge / 10);
        return entry.FetchedAt < Until ? Math.Min(last, Until - 1) : last;
    }

    /// <summary>Whether <see cref="Until"/> has come since the value was fetched.</summary>
    public bool HasLapsed(in RecordEntry entry, long now) => now >= Until && entry.FetchedAt < Until;

    /// <summary>Whether a value that is not fresh may be served while it is fetched anew.</summary>
    public bool MayWait(in RecordEntry entry, long now, long limit) =>
        WhileRevalidate > 0 && !HasLapsed(entry, now) && entry.IsFresh(now, Math.Min(MaxAge + WhileRevalidate, limit));

    /// <summary>Whether a value that is not fresh may be served when the upstream fails.</summary>
    public bool MayStandIn(in RecordEntry entry, long now, long limit) =>
        IfError > 0 && entry.IsFresh(now, Math.Min(MaxAge + IfError, limit));
}
