using Gateway.Linear;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the upstream.</summary>
public static class LinearServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IUpstream"/>, configured by the section <c>Linear</c>. One that is there already stays.</summary>
    public static IServiceCollection AddGatewayLinear(this IServiceCollection services)
    {
        services.AddOptions<LinearOptions>().BindConfiguration("Linear").ValidateOnStart();
        services.AddSingleton<IValidateOptions<LinearOptions>, LinearOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton(
            LinearConnection.Name,
            (provider, _) => LinearConnection.Open(provider.GetRequiredService<IOptions<LinearOptions>>().Value));
        services.TryAddSingleton<IUpstream, LinearClient>();
        return services;
    }
}
