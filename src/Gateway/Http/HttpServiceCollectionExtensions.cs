using Gateway.Health;
using Gateway.Http;
using Gateway.Sandbox;
using Gateway.Sandboxing;
using Gateway.Webhooks;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what is served over HTTP.</summary>
internal static class HttpServiceCollectionExtensions
{
    /// <summary>Adds the endpoints with their options.</summary>
    public static IServiceCollection AddGatewayHttp(this IServiceCollection services)
    {
        services.AddRouting();
        services.AddOptions<HttpOptions>().BindConfiguration("Http").ValidateOnStart();
        services.AddSingleton<IValidateOptions<HttpOptions>, HttpOptionsValidator>();
        services.AddSingleton<IValidateOptions<HttpOptions>, CorsValidator>();
        services.AddCors();
        services.AddGatewayAuth();
        services.AddOptions<WebhookOptions>().BindConfiguration("Webhooks").ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookSecretValidator>();
        services.AddOptions<SandboxOptions>().BindConfiguration("Sandbox").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SandboxOptions>, SandboxOptionsValidator>();
        services.AddSingleton<LastResort>();
        services.AddSingleton<RequestExecutor>();
        services.AddSingleton<GraphQLReply>();
        services.AddSingleton<Recollection>();
        services.AddSingleton<GraphQLEndpoint>();
        services.AddSingleton<WebhookFeed>();
        services.AddSingleton<WebhookEndpoint>();
        services.AddSingleton<HealthEndpoint>();
        return services;
    }
}
