using System.Text;
using Gateway.GraphQL.Execution;
using Gateway.Linear;
using Microsoft.Extensions.Logging;

namespace Gateway.Stitching.Feeding;

/// <summary>Reads again what callers want most, so that they need not wait for it after a gap.</summary>
internal sealed class FeedSweep(ServedEngine served, ILogger logger)
{
    /// <summary>Runs what the schema says, one after the other. What fails is left to callers.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var engine = served.Current;
        foreach (string sweep in engine.Model.Feed.Sweeps)
        {
            try
            {
                using var output = new ResponseBuffer();
                var request = new GatewayRequest(Encoding.UTF8.GetBytes(sweep), null, default, AllowsMutations: false) { Priority = UpstreamPriority.Repair };
                var result = await engine.ExecuteAsync(request, output, cancel).ConfigureAwait(false);
                if (result.Outcome != GatewayOutcome.Executed)
                {
                    logger.SweepRefused();
                }
            }
#pragma warning disable CA1031 // It only saves callers time: whatever is wrong with it, the gateway serves on.
            catch (Exception error) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.SweepFailed(error);
            }
        }
    }
}
