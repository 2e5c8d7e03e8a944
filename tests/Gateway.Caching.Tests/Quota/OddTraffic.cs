using Gateway.Caching.Quota;

namespace Gateway.Caching.Tests.Quota;

/// <summary>Requests whose answers tell anything: limits that are none, resets past and far, refusals of all kinds; and long silences.</summary>
/// <param name="seed">The same gives the same traffic.</param>
internal sealed class OddTraffic(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<(string Token, double At)> _open = [];

    public double Now { get; private set; } = 1_800_000_000_000;

    public int Granted { get; private set; }

    /// <summary>Makes one thing happen.</summary>
    public async Task StepAsync(Func<QuotaAsk, double, Task<string?>> reserve, Func<string, QuotaObservation?, double, Task> settle)
    {
        Now += Any(_random.Next(400), _random.Next(400), _random.Next(5000), 60_000, 20 * 60_000, 2 * 3_600_000);
        if (_open.Count == 0 || _random.Next(2) == 0)
        {
            var ask = new QuotaAsk("", 1, _random.Next(50), Any(0, 0.05, 0.5), 4, TimeSpan.FromSeconds(20)) { MayProbe = _random.Next(3) > 0 };
            if (await reserve(ask, Now) is { } token)
            {
                Granted++;
                _open.Add((token, Now));
            }

            return;
        }

        int index = _random.Next(_open.Count);
        string ended = _open[index].Token;
        _open.RemoveAt(index);
        bool isRefused = _random.Next(4) == 0;
        await settle(ended, _random.Next(10) == 0 ? null : new QuotaObservation
        {
            Requests = Reading(60),
            Points = Reading(2000),
            Charged = Any<double?>(null, 5, 300),
            IsRefused = isRefused,
            IsOfEndpoint = isRefused && _random.Next(2) == 0,
            RetryAfter = Any<TimeSpan?>(null, null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(int.MaxValue)),
        }, Now);
    }

    private QuotaReading Reading(double limit) => new(
        Any<double?>(null, 0, -1, limit, limit, 2 * limit),
        Any<double?>(null, 0, 1, limit / 20, limit / 2, limit),
        Any<long?>(null, 3600, (long)Now - 500, (long)Now + 60_000, (long)Now + 3_600_000, 200_000_000_000_000));

    private T Any<T>(params ReadOnlySpan<T> values) => values[_random.Next(values.Length)];
}
