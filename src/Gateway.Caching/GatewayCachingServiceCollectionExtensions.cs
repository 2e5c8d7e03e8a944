using Gateway.Caching;
using Gateway.Caching.Storing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the record store.</summary>
public static class GatewayCachingServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IRecordStore"/>, configured by the sections <c>Cache</c> and <c>Redis</c>. An <see cref="IRecordStore"/> that is there
    /// already stays.
    /// </summary>
    public static IServiceCollection AddGatewayCaching(this IServiceCollection services)
    {
        services.AddOptions<CacheOptions>().BindConfiguration("Cache").ValidateOnStart();
        services.AddSingleton<IValidateOptions<CacheOptions>, CacheOptionsValidator>();
        services.AddOptions<RedisOptions>().BindConfiguration("Redis").ValidateOnStart();
        services.AddSingleton<IValidateOptions<RedisOptions>, RedisOptionsValidator>();
        services.TryAddSingleton<IRecordStore>(
            provider => new MemoryRecordStore(provider.GetRequiredService<IOptions<CacheOptions>>().Value.LocalBytes));
        return services;
    }
}
