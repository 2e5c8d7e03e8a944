using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.GraphQL.Execution;
using Gateway.Linear;

namespace Gateway.Stitching.Normalizing;

/// <summary>What one exchange with the upstream brought: values by entity, and what went wrong.</summary>
/// <remarks>Frozen once handed out; shared by all runs that waited for it.</remarks>
internal sealed class Harvest(long sequence, long fetchedAt)
{
    private readonly Dictionary<EntityKey, OrderedDictionary<FieldKey, (RecordEntry Entry, bool IsKept)>> _entries = [];
    private readonly Dictionary<EntityKey, FieldFault> _faults = [];
    private readonly Dictionary<EntityKey, FieldFault> _outages = [];

    /// <summary>The sequence number from before the request left.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>When the request left, in milliseconds of Unix time.</summary>
    public long FetchedAt { get; } = fetchedAt;

    /// <summary>Whether a request was sent.</summary>
    public bool WasSent { get; set; }

    /// <summary>Complexity points that it cost, as the upstream told; else as was predicted.</summary>
    public double Points { get; set; }

    /// <summary>Adds a value; of two for the same field the later one counts.</summary>
    /// <param name="key">The entity.</param>
    /// <param name="field">Its field.</param>
    /// <param name="value">What the field holds.</param>
    /// <param name="isKept">Whether it may be stored; if not, it serves those who waited for it.</param>
    public void Add(EntityKey key, FieldKey field, FieldValue value, bool isKept)
    {
        if (!_entries.TryGetValue(key, out var fields))
        {
            _entries.Add(key, fields = []);
        }

        fields[field] = (new RecordEntry(field, value, Sequence, FetchedAt), isKept);
    }

    /// <summary>Whether anything was not answered because the upstream fails.</summary>
    public bool HasOutage => _outages.Count > 0;

    /// <summary>What the quota is, if the upstream could not be asked for want of it; else null.</summary>
    public RateLimitReading? Refusal { get; set; }

    /// <summary>Notes that an entity could not be read at all.</summary>
    public void Fail(EntityKey key, FieldFault fault) => _faults[key] = fault;

    /// <summary>Notes that the upstream did not answer about an entity or root field because it fails; this says nothing about them.</summary>
    public void Miss(EntityKey key, FieldFault fault) => _outages[key] = fault;

    /// <summary>Why the upstream did not answer about an entity or root field; null if it did, or was not asked.</summary>
    public FieldFault? Outage(EntityKey key) => _outages.GetValueOrDefault(key);

    public bool TryGet(EntityKey key, FieldKey field, out RecordEntry entry)
    {
        if (_entries.TryGetValue(key, out var fields) && fields.TryGetValue(field, out var known))
        {
            entry = known.Entry;
            return true;
        }

        entry = default;
        return false;
    }

    /// <summary>Why an entity could not be read; null if it could, or was not asked for.</summary>
    public FieldFault? Fault(EntityKey key) => _faults.GetValueOrDefault(key);

    public bool Has(EntityKey key) => _entries.ContainsKey(key) || _faults.ContainsKey(key);

    /// <summary>All that may be stored: neither errors nor what is never kept.</summary>
    public List<RecordPatch> Patches()
    {
        var patches = new List<RecordPatch>(_entries.Count);
        foreach (var (key, fields) in _entries)
        {
            var kept = new List<RecordEntry>(fields.Count);
            foreach (var (entry, isKept) in fields.Values)
            {
                if (isKept && !entry.Value.HasError)
                {
                    kept.Add(entry);
                }
            }

            if (kept.Count > 0)
            {
                patches.Add(new RecordPatch(key, [.. kept]));
            }
        }

        return patches;
    }
}
