using Gateway.Caching;
using Gateway.Caching.Memo;
using Gateway.Caching.Storing;
using Gateway.Linear;
using Gateway.Stitching;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the engine.</summary>
public static class GatewayStitchingServiceCollectionExtensions
{
    /// <summary>Adds <see cref="GatewayEngine"/>, configured by the sections <c>Fetch</c> and <c>Limits</c>.</summary>
    /// <remarks>Needs a <see cref="GatewayModel"/>, an <see cref="IRecordStore"/> and an <see cref="IUpstream"/>.</remarks>
    public static IServiceCollection AddGatewayStitching(this IServiceCollection services)
    {
        services.AddOptions<FetchOptions>().BindConfiguration("Fetch").ValidateOnStart();
        services.AddSingleton<IValidateOptions<FetchOptions>, FetchOptionsValidator>();
        services.AddOptions<LimitsOptions>().BindConfiguration("Limits").ValidateOnStart();
        services.AddSingleton<IValidateOptions<LimitsOptions>, LimitsOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<EngineMetrics>();
        services.AddSingleton(provider => new GatewayEngine(
            provider.GetRequiredService<GatewayModel>(),
            provider.GetRequiredService<IRecordStore>(),
            provider.GetRequiredService<IUpstream>(),
            provider.GetRequiredService<IOptions<FetchOptions>>().Value,
            provider.GetRequiredService<IOptions<LimitsOptions>>().Value,
            provider.GetRequiredService<TimeProvider>())
        {
            Budget = provider.GetService<BudgetGauge>() ?? BudgetGauge.None,
            Metrics = provider.GetRequiredService<EngineMetrics>(),
            Logger = provider.GetRequiredService<ILogger<GatewayEngine>>(),
            Memo = new ResponseMemo(
                provider.GetRequiredService<IRecordStore>(),
                provider.GetRequiredService<IOptions<CacheOptions>>().Value.MemoBytes,
                provider.GetRequiredService<TimeProvider>()),
        });
        return services;
    }
}
