using System.Security.Cryptography;
using Gateway.Caching;
using Gateway.Caching.Documents;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Quota;
using Gateway.Caching.Storing;
using Gateway.Caching.Telemetry;
using Gateway.Caching.Telling;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the stores of records and documents.</summary>
public static class GatewayCachingServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IRecordStore"/>, configured by the sections <c>Cache</c> and <c>Redis</c>: in the memory of this process, or shared through
    /// Redis if it has an address. An <see cref="IRecordStore"/> that is there already stays. An <see cref="IQuotaLedger"/>, an
    /// <see cref="IEventBus"/> and an <see cref="ILease"/> for the upstream's feed go along with it. Adds <see cref="IDocumentStore"/>, too, configured by the sections <c>Documents</c> and <c>Redis</c>:
    /// it is shared if records are, and where the record store was there already, it is in memory.
    /// </summary>
    public static IServiceCollection AddGatewayCaching(this IServiceCollection services)
    {
        services.AddOptions<CacheOptions>().BindConfiguration("Cache").ValidateOnStart();
        services.AddSingleton<IValidateOptions<CacheOptions>, CacheOptionsValidator>();
        services.AddOptions<RedisOptions>().BindConfiguration("Redis").ValidateOnStart();
        services.AddSingleton<IValidateOptions<RedisOptions>, RedisOptionsValidator>();
        services.AddOptions<DocumentStoreOptions>().BindConfiguration("Documents").ValidateOnStart();
        services.AddSingleton<IValidateOptions<DocumentStoreOptions>, DocumentStoreOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<CachingMetrics>();
        services.AddSingleton(provider => new DocumentTable(Documents(provider).LocalBytes));
        services.TryAddSingleton(CreateLedger);
        if (services.Any(service => service.ServiceType == typeof(IRecordStore)))
        {
            services.AddSingleton<IDocumentStore, MemoryDocumentStore>();
            services.TryAddSingleton<IEventBus, MemoryEventBus>();
            services.TryAddSingleton<ILease, SoleLease>();
            return services;
        }

        services.AddSingleton(provider => new RecordTable(provider.GetRequiredService<IOptions<CacheOptions>>().Value.LocalBytes));
        services.AddSingleton(provider => new ClaimTable(provider.GetRequiredService<TimeProvider>(), Redis(provider).Lease));
        services.AddSingleton(provider => new RedisConnection(
            Redis(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RedisConnection>>()));
        services.AddSingleton(provider => new RedisRecordStore(
            provider.GetRequiredService<RedisConnection>(),
            Redis(provider),
            RandomNumberGenerator.GetHexString(16, lowercase: true),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<CachingMetrics>()));
        services.AddSingleton(provider => new InvalidationChannel(
            provider.GetRequiredService<RedisRecordStore>(),
            new KeySpace(Redis(provider).Prefix).Channel,
            provider.GetRequiredService<CachingMetrics>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new AcknowledgementChannel(
            provider.GetRequiredService<RedisRecordStore>(),
            new KeySpace(Redis(provider).Prefix),
            provider.GetRequiredService<CachingMetrics>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Standing>();
        services.AddSingleton<Membership>();
        services.AddSingleton<RollCall>();
        services.AddSingleton<IRecordStore>(provider => Redis(provider).Address.Length == 0
            ? new MemoryRecordStore(provider.GetRequiredService<IOptions<CacheOptions>>().Value.LocalBytes)
            : ActivatorUtilities.CreateInstance<TieredRecordStore>(provider));
        services.AddSingleton<IDocumentStore>(provider => Redis(provider).Address.Length == 0
            ? new MemoryDocumentStore(provider.GetRequiredService<DocumentTable>())
            : new SharedDocumentStore(
                provider.GetRequiredService<DocumentTable>(),
                provider.GetRequiredService<RedisConnection>(),
                new KeySpace(Redis(provider).Prefix),
                Documents(provider),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<CachingMetrics>()));
        services.AddSingleton<IEventBus>(provider => Redis(provider).Address.Length == 0
            ? new MemoryEventBus()
            : new RedisEventBus(
                provider.GetRequiredService<RedisRecordStore>(),
                provider.GetRequiredService<RedisConnection>(),
                provider.GetRequiredService<Membership>(),
                new KeySpace(Redis(provider).Prefix).Events));

        services.AddSingleton<ILease>(provider => Redis(provider).Address.Length == 0
            ? new SoleLease()
            : new RedisLease(
                provider.GetRequiredService<RedisConnection>(),
                new KeySpace(Redis(provider).Prefix).Feed,
                provider.GetRequiredService<RedisRecordStore>().Owner));
        services.AddSingleton<IHostedService>(provider =>
        {
            // Made before the connection is opened, or it would not listen.
            provider.GetRequiredService<IEventBus>();
            return new SharedStoreService(
                Redis(provider).Address.Length == 0 ? null : provider.GetRequiredService<Membership>(), Redis(provider));
        });
        return services;
    }

    private static DocumentStoreOptions Documents(IServiceProvider provider) => provider.GetRequiredService<IOptions<DocumentStoreOptions>>().Value;

    // Shared where the store is; a store that is not ours says nothing of other processes.
    private static IQuotaLedger CreateLedger(IServiceProvider provider)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        return Redis(provider).Address.Length > 0 && provider.GetService<RedisConnection>() is { } connection
            ? new SharedQuotaLedger(
                new RedisQuotaLedger(connection, new KeySpace(Redis(provider).Prefix), RandomNumberGenerator.GetHexString(16, lowercase: true), clock: null),
                time)
            : new MemoryQuotaLedger(time);
    }

    private static RedisOptions Redis(IServiceProvider provider) => provider.GetRequiredService<IOptions<RedisOptions>>().Value;
}
