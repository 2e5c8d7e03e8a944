using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Gateway.Telemetry;

/// <summary>Sends traces and metrics to a collector, where one is named. Logs: <see cref="OtlpLogging"/>.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/otlp/. Does by hand what the SDK's hosting package would do.</remarks>
internal sealed class OtlpExport(IOptions<TelemetryOptions> options) : IHostedService, IDisposable
{
    // Those of the gateway, and what costs nothing for each request.
    private static readonly string[] Meters =
    [
        "Gateway", "Gateway.Auth", "Gateway.Caching", "Gateway.Linear", "Gateway.Stitching", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime",
    ];

    private static readonly string[] Sources = [RequestSpans.SourceName, "System.Net.Http", "Gateway.GraphQL", "Gateway.Caching", "Gateway.Stitching"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (OtlpTarget.Of(options.Value) is not { } target)
        {
            return Task.CompletedTask;
        }

        var resource = OtlpTarget.Resource();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .SetSampler(new ParentBasedSampler(new ServerSampler()))
            .AddSource(Sources)
            .AddOtlpExporter(exporter => target.Set(exporter, "v1/traces"))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Meters)
            .SetExemplarFilter(ExemplarFilterType.TraceBased)
            .AddOtlpExporter((exporter, reader) =>
            {
                target.Set(exporter, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Value.MetricInterval.TotalMilliseconds;
            })
            .Build();
        return Task.CompletedTask;
    }

    // What is left is sent. A collector that hangs must not keep the process from ending.
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            _traces?.ForceFlush(2000);
            _metrics?.ForceFlush(2000);
        },
        CancellationToken.None);

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
