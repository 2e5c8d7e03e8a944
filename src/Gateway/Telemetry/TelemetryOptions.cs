using System.ComponentModel.DataAnnotations;

namespace Gateway.Telemetry;

/// <summary>What is told of the gateway's work, and to whom. Bound to the section <c>Telemetry</c> and checked at start.</summary>
public sealed class TelemetryOptions
{
    /// <summary>
    /// A collector that takes OTLP, such as <c>http://localhost:4318</c>. Default empty: nothing is sent, and nothing is measured for it. Of the environment
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is read, and by the exporter <c>OTEL_EXPORTER_OTLP_HEADERS</c>, <c>OTEL_SERVICE_NAME</c> and
    /// <c>OTEL_RESOURCE_ATTRIBUTES</c>.
    /// </summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>Whether it is asked by gRPC, as at port 4317. Default false: HTTP with Protobuf.</summary>
    public bool OtlpGrpc { get; set; }

    /// <summary>
    /// The part of requests that are traced, those aside whose caller has decided. Default 0.01; from 0 to 1. What is not traced costs next to nothing.
    /// </summary>
    [Range(0.0, 1.0)]
    public double TraceRatio { get; set; } = 0.01;

    /// <summary>How often metrics are sent. Default 60 seconds; from 1 second to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan MetricInterval { get; set; } = TimeSpan.FromSeconds(60);
}
