using Gateway.Live;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what answers callers more than once.</summary>
internal static class LiveServiceCollectionExtensions
{
    /// <summary>Adds event streams and WebSockets, configured by the section <c>Subscriptions</c>.</summary>
    public static IServiceCollection AddGatewayLive(this IServiceCollection services)
    {
        services.AddOptions<SubscriptionOptions>().BindConfiguration("Subscriptions").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SubscriptionOptions>, SubscriptionOptionsValidator>();
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<LiveMetrics>();
        services.AddSingleton<OperationHost>();
        services.AddSingleton<EventStreamEndpoint>();
        services.AddSingleton<SocketEndpoint>();
        return services;
    }
}
