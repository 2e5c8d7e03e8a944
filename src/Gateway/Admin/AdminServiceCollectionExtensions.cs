using Gateway.Admin;
using Gateway.Telemetry;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what is for operators.</summary>
internal static class AdminServiceCollectionExtensions
{
    /// <summary>Adds the pages with their options.</summary>
    public static IServiceCollection AddGatewayAdmin(this IServiceCollection services)
    {
        services.AddOptions<AdminOptions>().BindConfiguration("Admin");
        services.AddSingleton<MeterReadings>();
        services.AddSingleton<MetricsEndpoint>();
        services.AddSingleton<AdminPurge>();
        services.AddSingleton<EntityPage>();
        services.AddSingleton<StatePage>();
        services.AddSingleton<PlanPage>();
        services.AddSingleton<AdminEndpoint>();
        services.AddSingleton<AdminListener>();
        return services;
    }
}
