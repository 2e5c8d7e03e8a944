using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Gateway.Telemetry;

/// <summary>Sends traces and metrics to a collector, where one is named.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/otlp/. Does by hand what the SDK's hosting package would do.</remarks>
internal sealed class OtlpExport(IOptions<TelemetryOptions> options) : IHostedService, IDisposable
{
    private const string ServiceName = "linear-gateway";

    // Those of the gateway, and what ASP.NET Core and the runtime measure by themselves.
    private static readonly string[] Meters =
    [
        "Gateway", "Gateway.Auth", "Gateway.Caching", "Gateway.Linear", "Gateway.Stitching", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "System.Net.Http", "System.Runtime",
    ];

    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Gateway.GraphQL", "Gateway.Caching", "Gateway.Stitching"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.OtlpEndpoint is not { } endpoint)
        {
            return Task.CompletedTask;
        }

        // What the environment says of the service counts before the name.
        var resource = ResourceBuilder.CreateEmpty().AddService(ServiceName).AddTelemetrySdk().AddEnvironmentVariableDetector();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.Value.TraceRatio)))
            .AddSource(Sources)
            .AddOtlpExporter(exporter => Set(exporter, endpoint, "v1/traces"))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Meters)
            .AddOtlpExporter((exporter, reader) =>
            {
                Set(exporter, endpoint, "v1/metrics");
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

    private void Set(OtlpExporterOptions exporter, Uri endpoint, string path)
    {
        exporter.Protocol = options.Value.OtlpGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = options.Value.OtlpGrpc ? endpoint : new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
    }
}
