using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.Linear;
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
    /// <param name="caller">Whose view it is.</param>
    /// <param name="run">The run.</param>
    /// <param name="demand">What the caller asks of the age of values.</param>
    /// <param name="explanation">Told where values come from.</param>
    /// <param name="told">Of a subscription: what the event is about.</param>
    /// <param name="priority">For whom the upstream is asked for what is lacking.</param>
    public RecordSource Source(
        CallerScope caller, OperationRun run, CacheDemand demand = default, Explanation? explanation = null, EntityKey? told = null,
        UpstreamPriority priority = UpstreamPriority.Caller) =>
        new(reader, caller, run, time.GetUtcNow().ToUnixTimeMilliseconds(), options.NotFoundMaxAge, demand, explanation) { Told = told, Priority = priority };

    /// <summary>Writes the value of <c>data</c>.</summary>
    /// <param name="run">The run.</param>
    /// <param name="source">What answers it.</param>
    /// <param name="output">Where the value goes.</param>
    /// <param name="cancel">Ends the waiting with an exception.</param>
    /// <param name="tell">Where something comes later (<see cref="OperationRun.Deferral"/>): called when the value is there, and again whenever a part has come.</param>
    /// <returns>How often it waited for what was lacking.</returns>
    public async ValueTask<int> CompleteAsync(
        OperationRun run, RecordSource source, ResponseBuffer output, CancellationToken cancel, Func<ValueTask>? tell = null)
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

            if (run.Deferral is { Pending.Count: > 0 } late)
            {
                // It began before whatever is invalidated from here on: the parts belong to one picture.
                late.Begin();
                await tell!().ConfigureAwait(false);
                lane ??= lanes.Enter(source.Caller);
                waves ??= new WaveLoader(source, lane.Caller.Scope, _store, lane.Loader, options, time);
                while (late.Pending.Count > 0)
                {
                    using (EngineSpans.Wave(++waits))
                    {
                        await waves.LoadAsync(cancel).ConfigureAwait(false);
                    }

                    source.BeginWalk();
                    run.WalkLate(source, RecordSource.Root);
                    await tell().ConfigureAwait(false);
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
