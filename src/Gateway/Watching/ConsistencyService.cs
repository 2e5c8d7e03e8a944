using Gateway.Stitching.Watching;
using Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Gateway.Watching;

/// <summary>Has it watched, as often as the options say, that what is served is what the upstream has.</summary>
internal sealed class ConsistencyService(
    ConsistencyWatch watch, IOptions<ConsistencyOptions> options, TimeProvider time, ILogger<ConsistencyService> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        try
        {
            while (true)
            {
                await Task.Delay(options.Value.Interval, time, stoppingToken);
                await TryCheckAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryCheckAsync(CancellationToken cancel)
    {
        try
        {
            await watch.CheckAsync(cancel);
        }
#pragma warning disable CA1031 // It is a measurement: whatever is wrong with it, the gateway serves on.
        catch (Exception error) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.ConsistencyWatchFailed(error);
        }
    }
}
