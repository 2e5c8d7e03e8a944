using Gateway.Caching.Quota;
using Gateway.Linear;
using Gateway.Stitching.Budgeting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the budget.</summary>
public static class GatewayBudgetServiceCollectionExtensions
{
    /// <summary>Puts <see cref="BudgetedUpstream"/> around the <see cref="IUpstream"/> that is registered, configured by the section <c>Budget</c>.</summary>
    /// <remarks>Needs an <see cref="IQuotaLedger"/>. To be called after what makes an exchange is registered, and before what repeats it.</remarks>
    /// <param name="services">What is registered.</param>
    /// <param name="key">The key of the upstream, where what makes one exchange has one; null if it has none.</param>
    public static IServiceCollection AddGatewayBudget(this IServiceCollection services, object? key)
    {
        services.AddOptions<BudgetOptions>().BindConfiguration("Budget").ValidateOnStart();
        services.AddSingleton<IValidateOptions<BudgetOptions>, BudgetOptionsValidator>();
        services.AddSingleton<IValidateOptions<BudgetOptions>, ReservationLifeValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton(provider => new BudgetGauge(Options(provider), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<BudgetMetrics>();
        var inner = services.Last(service => service.ServiceType == typeof(IUpstream) && Equals(service.ServiceKey, key));
        services.Remove(inner);
        services.AddKeyedSingleton(key, (provider, _) => new BudgetedUpstream(
            Create(provider, inner),
            provider.GetRequiredService<IQuotaLedger>(),
            Options(provider),
            provider.GetRequiredService<BudgetGauge>(),
            provider.GetRequiredService<BudgetMetrics>(),
            provider.GetRequiredService<TimeProvider>()) as IUpstream);
        return services;
    }

    private static BudgetOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<BudgetOptions>>().Value;

    private static IUpstream Create(IServiceProvider provider, ServiceDescriptor service) => (IUpstream)(service.IsKeyedService
        ? service.KeyedImplementationInstance
            ?? service.KeyedImplementationFactory?.Invoke(provider, service.ServiceKey)
            ?? ActivatorUtilities.CreateInstance(provider, service.KeyedImplementationType!)
        : service.ImplementationInstance
            ?? service.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!));
}
