using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Linear.Credentials;

/// <summary>Looks after a refused credential: a gateway that is not ready gets no requests from which it could learn that all is well again.</summary>
internal sealed class CredentialWatch(
    ICredential credential, AuthorizedUpstream upstream, UpstreamHealth health, TimeProvider time, ILogger<CredentialWatch> logger)
    : BackgroundService
{
    /// <summary>How often it is seen whether there is another credential.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    /// <summary>How often the refused one is tried once more: seldom enough to be no burden, since each try is charged.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(30);

    private static readonly UpstreamRequest Probe =
        new("""{"query":"{ viewer { id } }"}"""u8.ToArray()) { Priority = UpstreamPriority.Repair, Points = 2 };

    private long _tried;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookInterval, time);
        _tried = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await LookAsync(stoppingToken);
                }
#pragma warning disable CA1031 // A bug of ours must stop neither the watch nor, with it, the gateway.
                catch (Exception error) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
                {
                    logger.WatchFailed(error.GetType().Name);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway stops.
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        if (!health.IsUnauthenticated)
        {
            return;
        }

        if (await credential.GetAsync(cancel) is { Fault: null } reading)
        {
            health.Use(reading.Authorization);
        }

        if (health.IsUnauthenticated && time.GetElapsedTime(_tried) >= ProbeInterval)
        {
            _tried = time.GetTimestamp();
            await upstream.SendAsync(Probe, cancel);
        }
    }
}
