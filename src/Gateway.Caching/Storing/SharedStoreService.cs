using Gateway.Caching.Invalidation;
using Microsoft.Extensions.Hosting;

namespace Gateway.Caching.Storing;

/// <summary>
/// Lets the process join before it takes requests; without Redis it starts all the same, and joins when it can. After the last request it takes its
/// leave, so that no invalidation waits for it.
/// </summary>
/// <param name="membership">Null where nothing is shared.</param>
/// <param name="options">How long to wait.</param>
internal sealed class SharedStoreService(Membership? membership, RedisOptions options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (membership is not null)
        {
            membership.Start();
            await membership.WaitAsync(options.ConnectTimeout, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => membership?.LeaveAsync() ?? Task.CompletedTask;
}
