using Gateway.Linear;
using Gateway.Linear.Credentials;
using Gateway.Linear.Feed;
using Gateway.Linear.Resilience;
using Gateway.Linear.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the upstream.</summary>
public static class LinearServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IUpstream"/>, configured by the section <c>Linear</c>, <see cref="UpstreamHealth"/>, <see cref="UpstreamCircuit"/>, and a
    /// <see cref="SubscriptionFeed"/>, configured by the section <c>Feed</c>. An upstream that is there
    /// already stays, and nothing is heard of its health then. One that is there under <see cref="LinearConnection.Name"/> makes the exchanges in
    /// place of <see cref="LinearClient"/>.
    /// </summary>
    public static IServiceCollection AddGatewayLinear(this IServiceCollection services)
    {
        services.AddOptions<LinearOptions>().BindConfiguration("Linear").ValidateOnStart();
        services.AddSingleton<IValidateOptions<LinearOptions>, LinearOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton(
            LinearConnection.Name,
            (provider, _) => LinearConnection.Open(provider.GetRequiredService<IOptions<LinearOptions>>().Value));
        services.AddMetrics();
        services.TryAddSingleton<CircuitBreakerStateProvider>();
        services.TryAddSingleton(provider => new UpstreamCircuit(provider.GetRequiredService<CircuitBreakerStateProvider>()));
        services.TryAddSingleton<LinearMetrics>();
        services.TryAddSingleton<UpstreamHealth>();
        services.TryAddSingleton<TokenEndpoint>();
        services.TryAddSingleton(CreateCredential);
        services.AddOptions<FeedOptions>().BindConfiguration("Feed").ValidateOnStart();
        services.AddSingleton<IValidateOptions<FeedOptions>, FeedOptionsValidator>();
        services.TryAddSingleton(provider => new SubscriptionFeed(
            provider.GetRequiredService<IOptions<FeedOptions>>(),
            provider.GetRequiredService<IOptions<LinearOptions>>(),
            provider.GetRequiredService<ICredential>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddKeyedSingleton<IUpstream, LinearClient>(LinearConnection.Name);
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<ResilientUpstream>(
            provider, provider.GetRequiredKeyedService<IUpstream>(LinearConnection.Name)));
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<CallersUpstream>(
            provider, provider.GetRequiredService<ResilientUpstream>()));
        services.TryAddSingleton(provider => new AuthorizedUpstream(
            provider.GetRequiredService<ResilientUpstream>(),
            provider.GetRequiredService<CallersUpstream>(),
            provider.GetRequiredService<ICredential>(),
            provider.GetRequiredService<UpstreamHealth>()));

        // Only beside the upstream that it looks after.
        if (!services.Any(service => service.ServiceType == typeof(IUpstream) && !service.IsKeyedService))
        {
            services.AddSingleton<IHostedService, CredentialWatch>();
        }

        // From the outside in: counting, the credential, repeating and breaking, the exchange.
        services.TryAddSingleton<IUpstream>(provider => new MeteredUpstream(
            provider.GetRequiredService<AuthorizedUpstream>(),
            provider.GetRequiredService<LinearMetrics>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static ICredential CreateCredential(IServiceProvider provider)
    {
        var logger = provider.GetRequiredService<ILogger<LinearClient>>();
        var options = new CurrentOptions(provider.GetRequiredService<IOptionsMonitor<LinearOptions>>(), logger);
        var time = provider.GetRequiredService<TimeProvider>();
        return options.Read().ClientId is { Length: > 0 }
            ? new GrantedCredential(
                options, provider.GetRequiredService<TokenEndpoint>(), provider.GetRequiredService<LinearMetrics>(), time, logger)
            : new ConfiguredCredential(options, time, logger);
    }
}
