using OpenTelemetry.Logs;

namespace Gateway.Telemetry;

/// <summary>Sends logs to a collector, where one is named: message, its values, event id and the span in which it was written.</summary>
internal static class OtlpLogging
{
    /// <summary>Adds it beside where logs go otherwise. Levels are set as for any provider, by <c>Logging:OpenTelemetry:LogLevel</c>.</summary>
    public static void AddOtlp(this ILoggingBuilder logging, TelemetryOptions options)
    {
        if (OtlpTarget.Of(options) is { } target)
        {
            AddProvider(logging, target);
        }
    }

    // By itself: what a method names is loaded with it.
    private static void AddProvider(ILoggingBuilder logging, OtlpTarget target) => logging.AddOpenTelemetry(provider =>
    {
        provider.IncludeFormattedMessage = true;
        provider.SetResourceBuilder(OtlpTarget.Resource());
        provider.AddOtlpExporter(exporter => target.Set(exporter, "v1/logs"));
    });
}
