using Microsoft.Extensions.Hosting;

namespace Gateway.Linear.Credentials;

/// <summary>Looks after a refused credential: a gateway that is not ready gets no requests from which it could learn that all is well again.</summary>
internal sealed class CredentialWatch(ICredential credential, AuthorizedUpstream upstream, UpstreamHealth health, TimeProvider time)
    : BackgroundService
{
    /// <summary>How often it is seen whether there is another credential.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    /// <summary>How often the refused one is tried once more: seldom enough to be no burden, since each try is charged.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(30);

    private static readonly UpstreamRequest Probe =
        new("""{"query":"{ viewer { id } }"}"""u8.ToArray()) { Priority = UpstreamPriority.Repair, Points = 2 };

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookInterval, time);
        var tried = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (!health.IsUnauthenticated)
                {
                    continue;
                }

                if (await credential.GetAsync(stoppingToken) is { Fault: null } reading)
                {
                    health.Use(reading.Authorization);
                }

                if (health.IsUnauthenticated && time.GetElapsedTime(tried) >= ProbeInterval)
                {
                    tried = time.GetTimestamp();
                    await upstream.SendAsync(Probe, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway stops.
        }
    }
}
