using Gateway.Caching;
using Gateway.Caching.Memo;
using Gateway.Caching.Storing;
using Gateway.Linear;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Feeding;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Stitching;

/// <summary>Makes engines that are alike but for what they serve. They share the store, the upstream, the budget and the metrics.</summary>
public sealed class EngineFactory(
    IRecordStore store,
    IUpstream upstream,
    BudgetGauge budget,
    FeedStanding standing,
    EngineMetrics metrics,
    IOptions<FetchOptions> fetching,
    IOptions<CacheOptions> caching,
    TimeProvider time,
    ILogger<GatewayEngine> logger)
{
    /// <summary>An engine without plans and without answers.</summary>
    /// <param name="model">What it serves.</param>
    /// <param name="limits">What callers' documents may be.</param>
    public GatewayEngine Create(GatewayModel model, LimitsOptions limits)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.CountIn(metrics.Lookups);
        model.Standing = standing;
        return new GatewayEngine(model, store, upstream, fetching.Value, limits, time)
        {
            Budget = budget,
            Metrics = metrics,
            Logger = logger,
            Memo = new ResponseMemo(store, caching.Value.MemoBytes, time),
        };
    }
}
