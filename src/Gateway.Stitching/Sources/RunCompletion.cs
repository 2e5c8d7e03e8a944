using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.Stitching.Explaining;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Telemetry;

namespace Gateway.Stitching.Sources;

/// <summary>Walks a run again and again until nothing is missing, and nothing that it read was invalidated meanwhile.</summary>
internal sealed class RunCompletion(RecordReader reader, LaneTable lanes, FetchOptions options, TimeProvider time)
{
    // Looking again takes no longer than a walk; only a storm of invalidations could keep a run that long.
    private const int MaxRestarts = 100;

    private readonly IRecordStore _store = reader.Store;

    /// <summary>A source that answers the run with a caller's view.</summary>
    public RecordSource Source(CallerScope caller, OperationRun run, CacheDemand demand = default, Explanation? explanation = null) =>
        new(reader, caller, run, time.GetUtcNow().ToUnixTimeMilliseconds(), options.NotFoundMaxAge, demand, explanation);

    /// <summary>Writes the value of <c>data</c>.</summary>
    /// <returns>How often it waited for what was lacking.</returns>
    public async ValueTask<int> CompleteAsync(OperationRun run, RecordSource source, ResponseBuffer output, CancellationToken cancel)
    {
        int start = output.Length;
        int restarts = 0;
        int waits = 0;
        WaveLoader? waves = null;
        Lane? lane = null;
        try
        {
            while (true)
            {
                output.Truncate(start);
                source.BeginWalk();
                if (!run.Walk(source, RecordSource.Root, output))
                {
                    if (!Thread.CurrentThread.IsThreadPoolThread)
                    {
                        await Task.Yield();
                    }

                    lane ??= lanes.Enter(source.Caller);
                    waves ??= new WaveLoader(source, lane.Caller.Scope, _store, lane.Loader, options, time);
                    using var span = EngineSpans.Wave(++waits);
                    await waves.LoadAsync(cancel).ConfigureAwait(false);
                }
                else if (!source.IsOvertaken || restarts == MaxRestarts)
                {
                    break;
                }
                else
                {
                    // Something was invalidated since the run began. If it is what the run has read, it must not be served any more.
                    restarts++;
                    source.Restart();
                    waves?.Restart();
                }
            }

            run.Variant.ExpectedObjects = source.Views.All.Count;
            if (source.HasRefreshes)
            {
                lane ??= lanes.Enter(source.Caller);
                lane.Refresher.Start(source.Refreshes);
            }

            source.Views.Count();
            return waits;
        }
        finally
        {
            if (lane is not null)
            {
                lanes.Leave(lane);
            }
        }
    }
}
