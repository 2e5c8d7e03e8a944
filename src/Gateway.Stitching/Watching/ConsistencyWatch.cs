using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.Linear;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Normalizing;
using Gateway.Stitching.Telemetry;
using Microsoft.Extensions.Options;

namespace Gateway.Stitching.Watching;

/// <summary>Compares a few entities in memory with what the upstream has, counts those that are wrong, and has all processes forget them.</summary>
/// <remarks>Has one owner, who begins a round when the last has ended. Callers neither wait for it nor hear of it.</remarks>
public sealed class ConsistencyWatch
{
    private readonly ServedEngine _served;
    private readonly IRecordStore _store;
    private readonly BudgetGauge _budget;
    private readonly ConsistencyMetrics _metrics;
    private readonly ConsistencyOptions _options;
    private readonly TimeProvider _time;
    private readonly SampleChooser _chooser;
    private readonly SampleReader _reader;
    private readonly Dictionary<EntityKey, bool> _uncorrected = [];

    public ConsistencyWatch(
        ServedEngine served,
        IRecordStore store,
        IUpstream upstream,
        BudgetGauge budget,
        EngineMetrics engine,
        ConsistencyMetrics metrics,
        IOptions<ConsistencyOptions> options,
        IOptions<FetchOptions> fetching,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(fetching);
        (_served, _store, _budget, _metrics, _options, _time) = (served, store, budget, metrics, options.Value, time);
        _chooser = new SampleChooser(store, time);
        _reader = new SampleReader(upstream, fetching.Value, engine, time);
    }

    /// <summary>Chooses, compares, waits where something differs, and looks again.</summary>
    /// <returns>How many were wrong.</returns>
    public async Task<int> CheckAsync(CancellationToken cancel)
    {
        await CorrectAsync(cancel).ConfigureAwait(false);
        if (!_served.IsReady || _budget.IsShortForRepairs)
        {
            return 0;
        }

        var model = _served.Model;
        var chosen = _chooser.Choose(model, _options.Sample);
        var harvest = new Harvest(_store.Sequence, Now);
        await _reader.ReadAsync(model, chosen, harvest, cancel).ConfigureAwait(false);
        List<Suspect> suspects = [.. chosen.Select(entity => Compare(entity, harvest)).OfType<Suspect>()];
        if (suspects.Count == 0)
        {
            return 0;
        }

        // It may have changed just now, and the event that tells is under way.
        await Task.Delay(_options.Tolerance, _time, cancel).ConfigureAwait(false);
        int wrong = 0;
        foreach (var suspect in suspects.Where(suspect => IsUnchanged(suspect, harvest.Sequence)))
        {
            wrong++;
            _metrics.CountStale(suspect.Key.Type, TimeSpan.FromMilliseconds(Now - suspect.Differing.Min(entry => entry.FetchedAt)));
            _uncorrected[suspect.Key] = suspect.IsGone;
        }

        await CorrectAsync(cancel).ConfigureAwait(false);
        return wrong;
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private Suspect? Compare(WatchedEntity entity, Harvest harvest)
    {
        if (!harvest.Has(entity.Key))
        {
            return null;
        }

        if (harvest.TryGet(entity.Key, FieldKey.NotFound, out _))
        {
            _metrics.CountChecked(entity.Key.Type);
            return new Suspect(entity.Key, entity.Leaves, IsGone: true);
        }

        int compared = 0;
        var differing = new List<RecordEntry>();
        foreach (var leaf in entity.Leaves)
        {
            // A field that failed tells nothing.
            if (harvest.TryGet(entity.Key, leaf.Key, out var told) && !told.Value.HasError)
            {
                compared++;
                if (!told.Value.Tells(leaf.Value))
                {
                    differing.Add(leaf);
                }
            }
        }

        if (compared > 0)
        {
            _metrics.CountChecked(entity.Key.Type);
        }

        return differing.Count > 0 ? new Suspect(entity.Key, differing, IsGone: false) : null;
    }

    /// <summary>Whether what differed is still there: neither invalidated, nor fetched anew, nor evicted.</summary>
    private bool IsUnchanged(Suspect suspect, long sequence) =>
        _store.Begin().AgeLimit == long.MaxValue
        && _store.InvalidatedAt(suspect.Key) <= sequence
        && _store.Peek(CacheScope.Service, suspect.Key) is { } record
        && suspect.Differing.All(entry =>
            record.TryGet(entry.Key, out var known) && known.Sequence == entry.Sequence && known.FetchedAt == entry.FetchedAt && known.Value.Tells(entry.Value));

    // Where not all processes can be told, it is tried again with the next round.
    private async Task CorrectAsync(CancellationToken cancel)
    {
        if (_uncorrected.Count == 0)
        {
            return;
        }

        EntityKey[] gone = [.. _uncorrected.Where(entity => entity.Value).Select(entity => entity.Key)];
        var correction = new Invalidation([.. _uncorrected.Keys], gone, [.. gone.Select(key => key.Type).Distinct()], false);
        if (await _store.InvalidateAsync(correction, cancel).ConfigureAwait(false))
        {
            _uncorrected.Clear();
        }
    }
}
