using Gateway.Testing;

namespace Gateway.IntegrationTests.Consistency;

/// <summary>Lets a Redis hang or crash every few seconds.</summary>
internal sealed class RedisChaos(RedisServer server, int seed)
{
    private readonly Random _random = new(seed);

    public int Pauses { get; private set; }

    public int Kills { get; private set; }

    /// <summary>Goes on until it is stopped. Then the server runs again.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (await WaitAsync(1000, 4000, stop))
        {
            if (_random.Next(2) == 0)
            {
                Pauses++;
                server.Pause();
                await WaitAsync(200, 2000, stop);
                server.Resume();
            }
            else
            {
                Kills++;
                await server.KillAsync();
                await WaitAsync(0, 1500, stop);
                await server.RestartAsync(keepData: false);
            }
        }
    }

    private async Task<bool> WaitAsync(int least, int most, CancellationToken stop)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(least, most)), TimeProvider.System, stop)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested;
    }
}
