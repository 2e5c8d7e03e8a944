using Gateway.Stitching.Fetching;

namespace Gateway.Stitching.Sources;

/// <summary>What fetches for one scope: no flight, batch or refresh has to do with any other lane.</summary>
/// <param name="caller">Whose it is.</param>
/// <param name="loader">Fetches what callers of the scope wait for.</param>
/// <param name="refresher">Fetches anew what they were served old.</param>
internal sealed class Lane(CallerScope caller, EntityLoader loader, BackgroundRefresher refresher)
{
    public CallerScope Caller { get; } = caller;

    public EntityLoader Loader { get; } = loader;

    public BackgroundRefresher Refresher { get; } = refresher;

    /// <summary>How many runs are on it; belongs to <see cref="LaneTable"/>.</summary>
    public int Runs { get; set; }

    /// <summary>Whether nothing goes on behind the runs.</summary>
    public bool IsIdle => Loader.IsIdle && Refresher.IsIdle;
}
