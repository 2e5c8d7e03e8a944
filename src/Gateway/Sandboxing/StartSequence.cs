using Gateway.Configuration;
using Gateway.Health;
using Gateway.Telemetry;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Gateway.Sandboxing;

/// <summary>Starts the sandbox once it is known where its webhooks go, and says when the gateway is ready.</summary>
internal sealed class StartSequence(IServer server, Readiness readiness, IEnumerable<EmbeddedSandbox> sandboxes, ILogger<StartSequence> logger)
    : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var sandbox in sandboxes)
        {
            var address = ListenAddresses.Reachable(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
            await sandbox.StartAsync(new Uri(address, "/webhooks/linear"), cancellationToken);
            logger.DataIsMadeUp();
        }

        readiness.Start();
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.Stop();
        logger.Stopping();
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
