using Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what sends telemetry.</summary>
internal static class TelemetryServiceCollectionExtensions
{
    /// <summary>Adds the options, and the export where there is a collector: without, its packages are not even loaded.</summary>
    public static IServiceCollection AddGatewayTelemetry(this IServiceCollection services, TelemetryOptions options)
    {
        services.AddOptions<TelemetryOptions>().BindConfiguration("Telemetry").ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>();

        services.AddSingleton<RequestSpans>();

        // Before whatever works: what it does first is told, too.
        return OtlpTarget.Of(options) is null ? services : services.AddExport();
    }

    private static IServiceCollection AddExport(this IServiceCollection services)
    {
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, OtlpExport>());
        return services;
    }
}
