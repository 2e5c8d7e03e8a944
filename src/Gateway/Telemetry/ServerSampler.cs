using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Gateway.Telemetry;

/// <summary>Of what has no parent, traces requests, of which <see cref="RequestSpans"/> has chosen already, and nothing that goes on behind them.</summary>
internal sealed class ServerSampler : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        new(samplingParameters.Kind == ActivityKind.Server ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);
}
