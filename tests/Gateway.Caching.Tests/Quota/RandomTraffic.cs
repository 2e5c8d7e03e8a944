using Gateway.Caching.Quota;

namespace Gateway.Caching.Tests.Quota;

/// <summary>Requests that overtake each other on the way there and on the way back, get lost, and cost no more than was predicted.</summary>
/// <param name="seed">The same gives the same traffic.</param>
/// <param name="limit">Requests that the upstream allows in a period.</param>
/// <param name="others">Whether somebody else spends from the same quota.</param>
internal sealed class RandomTraffic(int seed, double limit, bool others)
{
    private const double Period = 60_000;

    private readonly Random _random = new(seed);
    private readonly TrueBucket _requests = new(limit, Period);
    private readonly TrueBucket _points = new(limit * 100, Period);
    private readonly List<Flight> _outward = [];
    private readonly List<Flight> _homeward = [];

    public double Now { get; private set; } = 1_000_000;

    public int Granted { get; private set; }

    public int Refused { get; private set; }

    public int RefusedUpstream { get; private set; }

    /// <summary>What the last answer that was settled said is left of requests.</summary>
    public double? LastRemaining { get; private set; }

    /// <summary>Requests that were granted and have not been settled.</summary>
    public int InFlight => _outward.Count + _homeward.Count;

    /// <summary>Makes one thing happen.</summary>
    public async Task StepAsync(Func<QuotaAsk, double, Task<string?>> reserve, Func<string, QuotaObservation?, double, Task> settle)
    {
        Now += _random.Next(400);
        int dice = _random.Next(100);
        if (dice < 45)
        {
            var ask = new QuotaAsk("", 1, 1 + _random.Next(150), 0, 4, TimeSpan.FromSeconds(20));
            if (await reserve(ask, Now) is { } token)
            {
                Granted++;
                _outward.Add(new Flight(token, ask.Points * (_random.Next(10) == 0 ? 0.5 : 1), Now));
            }
            else
            {
                Refused++;
            }
        }
        else if (dice < 70 && Take(_outward) is { } arrived)
        {
            Charge(arrived);
        }
        else if (dice < 98 && Take(_homeward) is { } home)
        {
            LastRemaining = home.Told?.Requests.Remaining ?? LastRemaining;
            await settle(home.Token, _random.Next(12) == 0 ? null : home.Told, Now);
        }
        else if (others)
        {
            _requests.TryCharge(1, Now);
        }

        // Nothing is under way for longer than its life.
        foreach (var late in _outward.Where(flight => Now - flight.At > 15_000).ToList())
        {
            _outward.Remove(late);
            Charge(late);
        }

        foreach (var late in _homeward.Where(flight => Now - flight.At > 18_000).ToList())
        {
            _homeward.Remove(late);
            await settle(late.Token, null, Now);
        }
    }

    private void Charge(Flight flight)
    {
        double cost = Math.Ceiling(flight.Cost);
        bool isAllowed = _requests.TryCharge(1, Now) && _points.TryCharge(cost, Now);
        RefusedUpstream += isAllowed ? 0 : 1;
        _homeward.Add(flight with
        {
            Told = new QuotaObservation
            {
                Requests = new QuotaReading(_requests.Limit, _requests.Remaining(Now), _requests.Reset(Now)),
                Points = new QuotaReading(_points.Limit, _points.Remaining(Now), _points.Reset(Now)),
                Charged = isAllowed ? cost : null,
                IsRefused = !isAllowed,
            },
        });
    }

    private Flight? Take(List<Flight> flights)
    {
        if (flights.Count == 0)
        {
            return null;
        }

        int index = _random.Next(flights.Count);
        var flight = flights[index];
        flights.RemoveAt(index);
        return flight;
    }

    private sealed record Flight(string Token, double Cost, double At)
    {
        public QuotaObservation? Told { get; init; }
    }
}
