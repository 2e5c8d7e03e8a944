using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.Stitching.Explaining;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Sources;

/// <summary>Finds values for one run, in what it saw first, what it has fetched, and what others brought meanwhile, and keeps count of how good they are.</summary>
/// <param name="reader">Where they are read from.</param>
/// <param name="scope">Whose view it is.</param>
/// <param name="harvests">What was fetched for the run.</param>
/// <param name="demand">What the caller asks of their age.</param>
/// <param name="now">Milliseconds of Unix time.</param>
internal sealed class ValueFinder(RecordReader reader, CacheScope scope, HarvestList harvests, CacheDemand demand, long now)
{
    private readonly IRecordStore _store = reader.Store;
    private readonly bool _isDemanding = !demand.IsNone;
    private long _ageLimit;
    private StaleFloors? _floors;
    private int _walks;
    private Reading _whileRevalidate;

    /// <summary>What is not fresh any more, however old it is; null if nothing.</summary>
    public StaleFloors? Floors => _floors;

    /// <summary>Notes what is read, for an answer that is to be kept. Default nobody.</summary>
    public ReadTrace? Trace { get; set; }

    /// <summary>Told where values come from. Default nobody.</summary>
    public Explanation? Explanation { get; init; }

    /// <summary>What a mutation answered; see <see cref="RecordSource.Pinned"/>.</summary>
    public Harvest? Pinned { get; set; }

    /// <summary>Whether nothing but the usual is asked, so that what is fresh may be taken from where it lies.</summary>
    public bool IsPlain => !_isDemanding && Explanation is null && Pinned is null;

    /// <summary>Whether the last walk served something older than it would have if the upstream did not fail.</summary>
    public bool IsStale { get; private set; }

    /// <summary>Whether the last walk served anything that was not fetched for it.</summary>
    public bool HasKnown { get; private set; }

    /// <summary>When the oldest value of the last walk was fetched, in milliseconds of Unix time; far in the future if it read none.</summary>
    public long OldestAt { get; private set; } = long.MaxValue;

    /// <summary>Begins to see what is there now.</summary>
    /// <returns>The sequence number from before anything is read.</returns>
    public long Restart()
    {
        (long sequence, _ageLimit, _floors) = _store.Begin();
        if (demand.MaxAge is { } maxAge)
        {
            _ageLimit = Math.Min(_ageLimit, maxAge);
        }

        // While the quota is short, what may be served once more counts as fresh.
        _whileRevalidate = reader.Budget.IsShortFor(scope.Name) ? Reading.Found : Reading.Old;
        return sequence;
    }

    /// <summary>Begins another walk.</summary>
    public void BeginWalk()
    {
        _walks++;
        Trace?.Clear();
        Explanation?.Clear();
        IsStale = false;
        HasKnown = false;
        OldestAt = long.MaxValue;
    }

    /// <summary>Whether a value may be served as fresh; if so, it is taken to be. For plain runs only.</summary>
    public bool TakesFresh(EntityView view, CacheTag[] tags, in AgeRule ages, in RecordEntry entry)
    {
        if (!HarvestList.IsValid(tags, entry.Sequence) || !IsFresh(view, tags, ages, entry))
        {
            return false;
        }

        view.WasRead = true;
        Trace?.Note(view.Key, tags, ages, entry);
        Known(entry);
        return true;
    }

    /// <summary>Looks for a value.</summary>
    /// <param name="view">The entity.</param>
    /// <param name="key">Its field.</param>
    /// <param name="tags">What else the value depends on.</param>
    /// <param name="given">How old it may be by the schema.</param>
    /// <param name="bookings">What the run lacked so far; null for nothing.</param>
    /// <param name="entry">The value.</param>
    /// <param name="origin">Where it came from.</param>
    public Reading Find(
        EntityView view, FieldKey key, CacheTag[] tags, in AgeRule given, BookingList? bookings, out RecordEntry entry, out ValueOrigin origin)
    {
        var ages = _isDemanding ? demand.Apply(given) : given;
        bool wasFetched = bookings?.WasFetched(view.Key, key) == true;
        view.WasRead = true;
        origin = ValueOrigin.Upstream;
        if (Pinned is not null && !wasFetched && Pinned.TryGet(view.Key, key, out entry))
        {
            return Reading.Found;
        }

        if (!wasFetched && IsValid(view.Record, key, tags, out entry) && IsFresh(view, tags, ages, entry))
        {
            Trace?.Note(view.Key, tags, ages, entry);
            origin = ValueOrigin.Process;
            return Known(entry);
        }

        if (harvests.IsEmpty)
        {
            return !IsValid(view.Record, key, tags, out entry) || !ages.MayWait(entry, now, _ageLimit)
                ? Missing(view, key, tags, given, entry)
                : Old(entry, out origin);
        }

        bool isHarvested = harvests.TryGet(view.Key, key, tags, false, out var harvested);
        if (isHarvested && harvested.Value.Kind != FieldValueKind.Error)
        {
            entry = harvested;
            OldestAt = Math.Min(OldestAt, entry.FetchedAt);
            return Reading.Found;
        }

        // What was fetched may have been overtaken by an invalidation; then someone else may have brought the new value meanwhile.
        if (!isHarvested
            && IsValid(_store.Peek(scope, view.Key), key, tags, out entry)
            && entry.FetchedAt >= now
            && IsFresh(view, tags, ages, entry))
        {
            origin = ValueOrigin.Process;
            return Known(entry);
        }

        if (!wasFetched && IsValid(view.Record, key, tags, out entry) && ages.MayWait(entry, now, _ageLimit))
        {
            return Old(entry, out origin);
        }

        // Once the upstream has failed this run, it is asked only for what there is nothing of.
        if (harvests.HasOutage
            && !harvests.IsAnswered(view.Key)
            && IsValid(view.Record, key, tags, out entry)
            && ages.MayStandIn(entry, now, _ageLimit))
        {
            IsStale = true;
            origin = ValueOrigin.Stale;
            return Known(entry);
        }

        entry = harvested;
        return isHarvested || (bookings?.IsExhausted(view.Key, key) == true && harvests.TryGet(view.Key, key, tags, true, out entry))
            ? Reading.Found
            : Missing(view, key, tags, given, default);
    }

    private bool IsFresh(EntityView view, CacheTag[] tags, in AgeRule ages, in RecordEntry entry) =>
        ages.IsFresh(entry, view.Key, now, _ageLimit)
        && (_floors is null || !_floors.IsStale(view.Key, tags, entry.FetchedAt))
        && (!_isDemanding || !ages.HasLapsed(entry, now + demand.MinFresh));

    private Reading Known(in RecordEntry entry)
    {
        HasKnown = true;
        if (entry.FetchedAt < OldestAt)
        {
            OldestAt = entry.FetchedAt;
        }

        return Reading.Found;
    }

    private Reading Old(in RecordEntry entry, out ValueOrigin origin)
    {
        Trace?.Spoil();
        Known(entry);
        origin = ValueOrigin.Stale;
        return _whileRevalidate;
    }

    private Reading Missing(EntityView view, FieldKey key, CacheTag[] tags, in AgeRule ages, in RecordEntry known)
    {
        // Most names are no other's, and most entities are there: that nothing says so tells nothing.
        if (key == FieldKey.Alias || key == FieldKey.NotFound || (Explanation is null && _walks > 1))
        {
            return Reading.Missing;
        }

        var reason = WhyMissing(view, tags, ages, known);
        Explanation?.Miss(view.Key, key, reason);
        if (_walks == 1)
        {
            reader.Metrics.CountMiss(reason);
        }

        return Reading.Missing;
    }

    private MissReason WhyMissing(EntityView view, CacheTag[] tags, in AgeRule ages, in RecordEntry known)
    {
        if (known.Value.Kind == FieldValueKind.None)
        {
            return ages.MaxAge == 0 ? MissReason.Uncacheable
                : _store.InvalidatedAt(view.Key) > 0 ? MissReason.Invalidated
                : MissReason.Absent;
        }

        return !HarvestList.IsValid(tags, known.Sequence) ? MissReason.Listed
            : ages.HasLapsed(known, now) ? MissReason.Lapsed
            : !ages.IsFresh(known, view.Key, now, long.MaxValue) || _floors?.IsStale(view.Key, tags, known.FetchedAt) == true ? MissReason.Expired
            : _ageLimit == demand.MaxAge || !demand.Apply(ages).IsFresh(known, view.Key, now, long.MaxValue) ? MissReason.Demanded
            : MissReason.Detached;
    }

    private static bool IsValid(EntityRecord? record, FieldKey key, CacheTag[] tags, out RecordEntry entry)
    {
        entry = default;
        return record is not null && record.TryGet(key, out entry) && HarvestList.IsValid(tags, entry.Sequence);
    }
}
