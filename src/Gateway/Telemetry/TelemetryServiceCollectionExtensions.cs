using Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what sends telemetry.</summary>
internal static class TelemetryServiceCollectionExtensions
{
    /// <summary>Adds the export with its options.</summary>
    public static IServiceCollection AddGatewayTelemetry(this IServiceCollection services)
    {
        services.AddOptions<TelemetryOptions>().BindConfiguration("Telemetry").ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>();

        services.AddSingleton<RequestSpans>();

        // Before whatever works: what it does first is told, too.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, OtlpExport>());
        return services;
    }
}
