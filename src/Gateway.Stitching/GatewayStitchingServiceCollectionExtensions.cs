using Gateway.Caching.Storing;
using Gateway.Caching.Telling;
using Gateway.Linear;
using Gateway.Stitching;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Feeding;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Live;
using Gateway.Stitching.Telemetry;
using Gateway.Stitching.Watching;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the engine.</summary>
public static class GatewayStitchingServiceCollectionExtensions
{
    /// <summary>Adds <see cref="ServedEngine"/>, what makes engines, and what tells subscribers, configured by the sections <c>Fetch</c>, <c>Limits</c> and <c>Consistency</c>.</summary>
    /// <remarks>Needs an <see cref="IRecordStore"/>, an <see cref="IEventBus"/> and an <see cref="IUpstream"/>. The first engine is put in place by whoever has a model.</remarks>
    public static IServiceCollection AddGatewayStitching(this IServiceCollection services)
    {
        services.AddOptions<FetchOptions>().BindConfiguration("Fetch").ValidateOnStart();
        services.AddSingleton<IValidateOptions<FetchOptions>, FetchOptionsValidator>();
        services.AddOptions<LimitsOptions>().BindConfiguration("Limits").ValidateOnStart();
        services.AddSingleton<IValidateOptions<LimitsOptions>, LimitsOptionsValidator>();
        services.AddOptions<ConsistencyOptions>().BindConfiguration("Consistency").ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConsistencyOptions>, ConsistencyOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<EngineMetrics>();
        services.AddSingleton<ConsistencyMetrics>();

        // Where there is a budget, it is there already.
        services.TryAddSingleton(BudgetGauge.None);
        services.AddSingleton<EngineFactory>();
        services.AddSingleton<ServedEngine>();
        services.AddSingleton<ConsistencyWatch>();
        services.AddSingleton<SubscriptionHub>();
        services.AddSingleton<EventIntake>();
        services.AddSingleton<FeedStanding>();
        services.AddSingleton<FeedMetrics>();
        services.AddSingleton<FeedKeeper>();
        return services;
    }
}
