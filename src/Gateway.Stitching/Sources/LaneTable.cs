using Gateway.Caching.Keys;

namespace Gateway.Stitching.Sources;

/// <summary>The lanes in use. That of the gateway's own scope is there for good, a caller's from the first run that lacks something until nothing goes on there.</summary>
/// <remarks>So credentials are held for no longer than they are used, and whoever invents many of them leaves nothing behind. Safe for concurrent use.</remarks>
internal sealed class LaneTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CacheScope, Lane> _lanes = [];
    private readonly Func<CallerScope, Lane> _create;
    private readonly Lane _service;

    /// <param name="create">Makes a lane.</param>
    public LaneTable(Func<CallerScope, Lane> create)
    {
        _create = create;
        _service = create(CallerScope.Service);
    }

    /// <summary>How many callers' lanes there are just now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _lanes.Count;
            }
        }
    }

    /// <summary>The lane of a scope, for a run that must leave it again.</summary>
    public Lane Enter(CallerScope caller)
    {
        if (caller.IsService)
        {
            return _service;
        }

        lock (_gate)
        {
            if (!_lanes.TryGetValue(caller.Scope, out var lane))
            {
                _lanes.Add(caller.Scope, lane = Create(caller));
            }

            lane.Runs++;
            return lane;
        }
    }

    /// <summary>The run is over.</summary>
    public void Leave(Lane lane)
    {
        if (lane.Caller.IsService)
        {
            return;
        }

        lock (_gate)
        {
            lane.Runs--;
            CloseUnderLock(lane);
        }
    }

    private Lane Create(CallerScope caller)
    {
        var lane = _create(caller);
        void Close()
        {
            lock (_gate)
            {
                CloseUnderLock(lane);
            }
        }

        lane.Loader.Idled = Close;
        lane.Refresher.Idled = Close;
        return lane;
    }

    // Whoever is not on it cannot begin anything, so that what is idle now stays idle.
    private void CloseUnderLock(Lane lane)
    {
        if (lane.Runs == 0 && lane.IsIdle && _lanes.TryGetValue(lane.Caller.Scope, out var current) && current == lane)
        {
            _lanes.Remove(lane.Caller.Scope);
        }
    }
}
