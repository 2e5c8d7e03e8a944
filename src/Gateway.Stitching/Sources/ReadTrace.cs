using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Memo;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Sources;

/// <summary>Notes what one walk reads, so that its answer can be kept for as long as that holds.</summary>
/// <param name="memo">Where the answer is to be kept.</param>
/// <param name="world">What else it depends on.</param>
internal sealed class ReadTrace(ResponseMemo memo, ReadingWorld world)
{
    private readonly Dictionary<CacheTag, long> _tags = [];
    private readonly long _removals = memo.Removals;
    private long _freshUntil = long.MaxValue;
    private long _lastFetchedAt;
    private AgeRule _lastAges;
    private EntityKey _lastKey;
    private bool _isSpoiled;

    /// <summary>Begins another walk.</summary>
    public void Clear()
    {
        _tags.Clear();
        _freshUntil = long.MaxValue;
        _lastKey = default;
        _isSpoiled = false;
    }

    /// <summary>A fresh value was read.</summary>
    public void Note(in EntityKey key, CacheTag[] tags, in AgeRule ages, in RecordEntry entry)
    {
        // Fields of one entity mostly came together.
        if (entry.FetchedAt != _lastFetchedAt || ages != _lastAges || key != _lastKey)
        {
            _freshUntil = Math.Min(_freshUntil, ages.FreshUntil(entry, key));
            (_lastFetchedAt, _lastAges, _lastKey) = (entry.FetchedAt, ages, key);
        }

        foreach (var tag in tags)
        {
            _tags[tag] = _tags.TryGetValue(tag, out long least) ? Math.Min(least, entry.Sequence) : entry.Sequence;
        }
    }

    /// <summary>Something was read that may not be served again.</summary>
    public void Spoil() => _isSpoiled = true;

    /// <summary>What the answer of the walk was made of; null if it must not be kept.</summary>
    public MemoBasis? ToBasis(ViewTable views, IRecordStore store, CacheScope scope, StaleFloors? floors, long oldestAt)
    {
        if (_isSpoiled)
        {
            return null;
        }

        var lives = new List<RecordLife>(views.All.Count);
        foreach (var view in views.All)
        {
            if (!view.WasRead)
            {
                continue;
            }

            // What others told this run alone, or what was overtaken since: nobody would tell when it ends.
            if (view.Record is not { } record || store.Peek(scope, view.Key) is not { } known || known.Life != record.Life)
            {
                return null;
            }

            lives.Add(record.Life);
        }

        SeenEntity[] seen = [.. views.All.Select(view => new SeenEntity(view.Key, store.RemovedAt(view.Key)))];
        if (!memo.IsAt(_removals))
        {
            // What was seen may have been removed before it is noted here, and after it was read.
            return null;
        }

        return new MemoBasis(
            [.. lives],
            [.. _tags.Select(pair => new TagStamp(pair.Key, pair.Value))],
            seen,
            _removals,
            _freshUntil,
            world)
        {
            Floors = floors,
            OldestAt = oldestAt,
        };
    }
}
