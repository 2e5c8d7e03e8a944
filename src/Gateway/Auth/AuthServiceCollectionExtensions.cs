using Gateway.Auth;
using Gateway.Auth.Jwt;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what tells callers apart.</summary>
internal static class AuthServiceCollectionExtensions
{
    /// <summary>Adds it with its options. The clients themselves are added where the schema is known.</summary>
    public static IServiceCollection AddGatewayAuth(this IServiceCollection services)
    {
        services.AddOptions<AuthOptions>().BindConfiguration("Auth").ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuthOptions>, AuthOptionsValidator>();
        services.AddOptions<JwtOptions>().BindConfiguration("Auth:Jwt").ValidateOnStart();
        services.AddSingleton<IValidateOptions<JwtOptions>, JwtOptionsValidator>();
        services.AddSingleton<CallerClasses>();
        services.AddSingleton<CallerScopes>();
        services.AddSingleton<TokenKeys>();
        services.AddSingleton<TokenValidator>();
        services.AddSingleton<Admissions>();
        services.AddSingleton<AuthMetrics>();
        services.AddHostedService<AuthWatch>();
        return services;
    }
}
