namespace Gateway.Linear.Telemetry;

/// <summary>Counts requests as those see them who make them.</summary>
internal sealed class MeteredUpstream(IUpstream next, LinearMetrics metrics, TimeProvider time) : IUpstream
{
    /// <inheritdoc/>
    public async Task<UpstreamReply> SendAsync(UpstreamRequest request, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        UpstreamReply? reply = null;
        try
        {
            return reply = await next.SendAsync(request, cancel);
        }
        finally
        {
            metrics.RecordRequest(request.IsMutation, reply, time.GetElapsedTime(started));
        }
    }
}
