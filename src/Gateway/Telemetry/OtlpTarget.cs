using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;

namespace Gateway.Telemetry;

/// <summary>The collector that is told, and how.</summary>
internal sealed class OtlpTarget
{
    private const string ServiceName = "linear-gateway";

    private readonly Uri _endpoint;
    private readonly bool _isGrpc;

    private OtlpTarget(Uri endpoint, bool isGrpc) => (_endpoint, _isGrpc) = (endpoint, isGrpc);

    /// <summary>Null if there is none.</summary>
    public static OtlpTarget? Of(TelemetryOptions options) =>
        options.OtlpEndpoint is { IsAbsoluteUri: true } endpoint ? new OtlpTarget(endpoint, options.OtlpGrpc) : null;

    /// <summary>Who tells. What the environment says of the service counts before the name.</summary>
    public static ResourceBuilder Resource() =>
        ResourceBuilder.CreateEmpty().AddService(ServiceName).AddTelemetrySdk().AddEnvironmentVariableDetector();

    /// <summary>Sends there. Over HTTP each signal has a path of its own.</summary>
    public void Set(OtlpExporterOptions exporter, string path)
    {
        exporter.Protocol = _isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = _isGrpc ? _endpoint : new Uri($"{_endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
    }
}
