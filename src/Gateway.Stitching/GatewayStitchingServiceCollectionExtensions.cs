using Gateway.Caching.Storing;
using Gateway.Linear;
using Gateway.Stitching;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the engine.</summary>
public static class GatewayStitchingServiceCollectionExtensions
{
    /// <summary>Adds <see cref="ServedEngine"/> and what makes engines, configured by the sections <c>Fetch</c> and <c>Limits</c>.</summary>
    /// <remarks>Needs an <see cref="IRecordStore"/> and an <see cref="IUpstream"/>. The first engine is put in place by whoever has a model.</remarks>
    public static IServiceCollection AddGatewayStitching(this IServiceCollection services)
    {
        services.AddOptions<FetchOptions>().BindConfiguration("Fetch").ValidateOnStart();
        services.AddSingleton<IValidateOptions<FetchOptions>, FetchOptionsValidator>();
        services.AddOptions<LimitsOptions>().BindConfiguration("Limits").ValidateOnStart();
        services.AddSingleton<IValidateOptions<LimitsOptions>, LimitsOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<EngineMetrics>();

        // Where there is a budget, it is there already.
        services.TryAddSingleton(BudgetGauge.None);
        services.AddSingleton<EngineFactory>();
        services.AddSingleton<ServedEngine>();
        return services;
    }
}
