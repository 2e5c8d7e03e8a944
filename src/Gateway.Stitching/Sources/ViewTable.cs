using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.Stitching.Explaining;
using Gateway.Stitching.Feeding;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Sources;

/// <summary>The entities that one run has seen, each as it was when the run first met it, or as others told it since.</summary>
/// <param name="reader">Where they are read from.</param>
/// <param name="scope">Whose view it is.</param>
/// <param name="harvests">What was fetched for the run.</param>
/// <param name="expected">About how many it will be.</param>
/// <param name="feed">How it was with the upstream's own subscriptions when the run began.</param>
internal sealed class ViewTable(RecordReader reader, CacheScope scope, HarvestList harvests, int expected, FeedPeriod feed)
{
    private readonly IRecordStore _store = reader.Store;

    // What the feed tells, the gateway's own credential may see; of what else callers may see, nobody tells.
    private readonly bool _isLive = feed.IsLive && scope == CacheScope.Service;
    private readonly Dictionary<EntityKey, EntityView> _views = new(expected);

    private TypeModel? _lastType;

    // Grows with whatever may change what is known of the state of an entity.
    private int _wave;

    public IReadOnlyCollection<EntityView> All => _views.Values;

    public EntityView Get(EntityKey key)
    {
        if (!_views.TryGetValue(key, out var view))
        {
            view = new EntityView(key, TypeNamed(key.Type), _store.Peek(scope, key));
            _views.Add(key, view);
        }

        return view;
    }

    // What is in a list is mostly of the type of what came before.
    private TypeModel? TypeNamed(string name)
    {
        if (!ReferenceEquals(name, _lastType?.Name))
        {
            _lastType = reader.Model.TypeNamed(name);
        }

        return _lastType;
    }

    public void Clear() => _views.Clear();

    public bool IsAnyInvalidatedAfter(long sequence)
    {
        foreach (var key in _views.Keys)
        {
            if (_store.InvalidatedAt(key) > sequence)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The entity that a name stands for; null if the key is no such name, or that is not known.</summary>
    public EntityKey? TargetOf(EntityKey key) =>
        Get(key).Record is { } record && record.TryGet(FieldKey.Alias, out var alias) ? alias.Value.Link.Key : null;

    /// <summary>Takes over a record that others brought.</summary>
    /// <param name="key">The entity.</param>
    /// <param name="record">What is known of it now.</param>
    /// <param name="fields">Those that the run lacks.</param>
    /// <returns>Whether it tells anything new of one of these fields.</returns>
    public bool Provide(EntityKey key, EntityRecord record, IReadOnlyCollection<FieldKey> fields)
    {
        var view = Get(key);
        // Not what the store knows by now: if that is more, somebody has brought it since.
        view.Peeked = record;
        bool isNews = SharedBooking.HasNews(record, view.Record, fields);

        // Whoever brought it may know of an invalidation that has not come here yet.
        view.Record = view.Record is { } seen && IsValid(seen, _store.InvalidatedAt(key)) ? seen.With(record.Entries) : record;
        _wave++;
        return isNews;
    }

    /// <summary>Whether someone else in this process brought what the run lacks of an entity; then the run has it now.</summary>
    public bool WasBrought(EntityKey key, IReadOnlyCollection<FieldKey> fields)
    {
        var known = _store.Peek(scope, key);
        return known is not null && known != Get(key).Peeked && Provide(key, known, fields);
    }

    /// <summary>Notes that the run has harvested something of these entities, so that what the store knows of them is no news.</summary>
    public void NoteFetched(IEnumerable<EntityKey> keys)
    {
        _wave++;
        foreach (var key in keys)
        {
            var view = Get(key);
            view.Peeked = _store.Peek(scope, key);
            view.Origin = ValueOrigin.Upstream;
        }
    }

    /// <summary>Counts where the entities were found.</summary>
    public void Count()
    {
        TypeModel? type = null;
        var origin = ValueOrigin.Process;
        int alike = 0;
        foreach (var view in _views.Values)
        {
            if (view.Type != type || view.Origin != origin)
            {
                type?.Lookups.Count(origin, alike);
                (type, origin, alike) = (view.Type, view.Origin, 0);
            }

            alike++;
        }

        type?.Lookups.Count(origin, alike);
    }

    /// <summary>How old a value of an entity may be.</summary>
    public AgeRule AgesOf(EntityView view, FieldModel field)
    {
        if (view.Type is not { HasOwnAges: true } type || !field.FollowsState)
        {
            return field.Ages;
        }

        if (view.StateWave != _wave)
        {
            view.StateAges = StateAges(view, type);
            view.StateWave = _wave;
        }

        return view.StateAges ?? field.Ages;
    }

    private AgeRule? StateAges(EntityView view, TypeModel type)
    {
        AgeRule? ages = null;
        foreach (var rule in type.StateRules)
        {
            if (TryGet(view, rule.Field, out var entry) && rule.Matches(entry.Value))
            {
                ages = rule.Ages;
                break;
            }
        }

        if (_isLive && type.LiveMaxAge > 0)
        {
            ages = (ages ?? type.Ages).AtLeast(type.LiveMaxAge);
        }

        // Where only the moment counts, all fields that follow the state have the rule of the type.
        return type.Until is { } until && MomentOf(until, view) is > 0 and var moment ? (ages ?? type.Ages) with { Until = moment } : ages;
    }

    private long MomentOf(UntilRule until, EntityView view)
    {
        if (!TryGet(view, until.Field, out var told))
        {
            return 0;
        }

        long moment = until.MomentOf(told.Value);
        if (until.Condition is not { } condition)
        {
            return moment;
        }

        // Whoever learns that it has changed must not take what was fetched before that for what belongs to the new state.
        return !TryGet(view, condition.Field, out var state) ? 0
            : condition.Matches(state.Value) || state.FetchedAt >= moment ? moment
            : moment - until.Plus;
    }

    private bool TryGet(EntityView view, FieldKey field, out RecordEntry entry) =>
        harvests.TryGet(view.Key, field, [], false, out entry) || view.Record?.TryGet(field, out entry) == true;

    private static bool IsValid(EntityRecord record, long invalidatedAt)
    {
        foreach (ref readonly var entry in record.Entries)
        {
            if (entry.Sequence < invalidatedAt)
            {
                return false;
            }
        }

        return true;
    }
}
