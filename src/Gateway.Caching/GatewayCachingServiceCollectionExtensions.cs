using Gateway.Caching;
using Gateway.Caching.Storing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the record store.</summary>
public static class GatewayCachingServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IRecordStore"/>, configured by the section <c>Cache</c>. An <see cref="IRecordStore"/> that is there already stays.</summary>
    public static IServiceCollection AddGatewayCaching(this IServiceCollection services)
    {
        services.AddOptions<CacheOptions>().BindConfiguration("Cache").ValidateOnStart();
        services.AddSingleton<IValidateOptions<CacheOptions>, CacheOptionsValidator>();
        services.TryAddSingleton<IRecordStore>(
            provider => new MemoryRecordStore(provider.GetRequiredService<IOptions<CacheOptions>>().Value.LocalBytes));
        return services;
    }
}
