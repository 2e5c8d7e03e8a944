using Gateway.Linear.Feed;
using Gateway.Stitching;
using Gateway.Stitching.Feeding;
using Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Gateway.Feeding;

/// <summary>Has the upstream's own subscriptions listened to once the gateway has started, where there are any.</summary>
internal sealed class FeedService(
    FeedKeeper keeper,
    ServedEngine served,
    IHostApplicationLifetime lifetime,
    IOptions<FeedOptions> options,
    TimeProvider time,
    ILogger<FeedService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        try
        {
            // Only then it is known where the sandbox listens.
            await Task.Delay(Timeout.InfiniteTimeSpan, time, lifetime.ApplicationStarted).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(stoppingToken);
            while (!served.Model.Feed.IsEmpty && !stoppingToken.IsCancellationRequested)
            {
                await TryRunAsync(stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryRunAsync(CancellationToken cancel)
    {
        try
        {
            await keeper.RunAsync(cancel);
        }
#pragma warning disable CA1031 // Without it values age as if nobody listened: the gateway serves on.
        catch (Exception error) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.FeedFailed(error);
        }
    }
}
