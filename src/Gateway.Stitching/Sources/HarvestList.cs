using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.Linear;
using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Sources;

/// <summary>What was fetched for one run. It serves the run even where it is never stored.</summary>
internal sealed class HarvestList(IRecordStore store)
{
    private static readonly FieldFault NotCached =
        new("This is not in the cache, and the request does not want it to be fetched.") { Extensions = "{\"code\":\"NOT_CACHED\"}"u8.ToArray() };

    private readonly List<Harvest> _harvests = [];

    public bool IsEmpty => _harvests.Count == 0;

    /// <summary>One for each exchange.</summary>
    public IReadOnlyCollection<Harvest> All => _harvests;

    /// <summary>Whether something was not fetched because the caller did not want the upstream to be asked.</summary>
    public bool WasWithheld { get; private set; }

    /// <summary>What the quota is, if the upstream could not be asked for want of it; else null.</summary>
    public RateLimitReading? Refusal { get; private set; }

    /// <summary>Whether the upstream failed this run.</summary>
    public bool HasOutage { get; private set; }

    public void Add(IReadOnlyList<Harvest> harvests)
    {
        _harvests.AddRange(harvests);
        HasOutage |= harvests.Any(harvest => harvest.HasOutage);
        Refusal ??= harvests.Select(harvest => harvest.Refusal).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>Takes over that these were not fetched, since the caller did not want the upstream to be asked.</summary>
    public void Withhold(IEnumerable<EntityKey> keys)
    {
        var harvest = new Harvest(store.Sequence, 0);
        foreach (var key in keys)
        {
            harvest.Fail(key, NotCached);
            harvest.Miss(key, NotCached);
        }

        WasWithheld = true;
        Add([harvest]);
    }

    /// <summary>Whether the upstream answered about an entity when it was last asked, be it with an error.</summary>
    public bool IsAnswered(EntityKey key) => _harvests.FindLast(harvest => harvest.Has(key)) is { } last && last.Outage(key) is null;

    /// <summary>Why the upstream did not answer about an entity when it was last asked; null if it did, or was not asked.</summary>
    public FieldFault? Outage(EntityKey key) => HasOutage ? _harvests.FindLast(harvest => harvest.Has(key))?.Outage(key) : null;

    /// <summary>Finds a value, the latest first.</summary>
    /// <param name="key">The entity.</param>
    /// <param name="field">Its field.</param>
    /// <param name="tags">What else the value depends on.</param>
    /// <param name="isLastResort">Whether to take a list that was invalidated while it was under way; never the values of an entity.</param>
    /// <param name="entry">The value.</param>
    public bool TryGet(EntityKey key, FieldKey field, CacheTag[] tags, bool isLastResort, out RecordEntry entry)
    {
        for (int i = _harvests.Count - 1; i >= 0; i--)
        {
            if (_harvests[i].TryGet(key, field, out entry)
                && entry.Sequence >= store.InvalidatedAt(key)
                && (isLastResort || IsValid(tags, entry.Sequence)))
            {
                return true;
            }
        }

        entry = default;
        return false;
    }

    /// <summary>Whether an entity was fetched and the fetch was overtaken by an invalidation, so that another has a better chance.</summary>
    public bool WasOvertaken(EntityKey key)
    {
        long invalidatedAt = store.InvalidatedAt(key);
        return _harvests.Exists(harvest => harvest.Sequence < invalidatedAt && harvest.Has(key));
    }

    /// <summary>Why an entity could not be read; null if nothing says so.</summary>
    /// <param name="key">The entity.</param>
    /// <param name="tags">What else that depends on.</param>
    public FieldFault? Fault(EntityKey key, CacheTag[] tags)
    {
        for (int i = _harvests.Count - 1; i >= 0; i--)
        {
            if (_harvests[i].Fault(key) is { } fault
                && _harvests[i].Sequence >= store.InvalidatedAt(key)
                && IsValid(tags, _harvests[i].Sequence))
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>Whether none of the tags was invalidated after that sequence number.</summary>
    public static bool IsValid(CacheTag[] tags, long sequence)
    {
        foreach (var tag in tags)
        {
            if (sequence < tag.InvalidatedAt)
            {
                return false;
            }
        }

        return true;
    }
}
