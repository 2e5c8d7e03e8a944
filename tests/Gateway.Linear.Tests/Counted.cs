using System.Diagnostics.Metrics;
using Gateway.Linear.Telemetry;

namespace Gateway.Linear.Tests;

/// <summary>What a meter of ours has counted, from now on.</summary>
internal sealed class Counted : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, double> _sums = [];

    /// <param name="isOurs">Tells the meter from those of tests that run at the same time.</param>
    public Counted(Func<Meter, bool> isOurs)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == LinearMetrics.MeterName && isOurs(instrument.Meter))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) => Add(instrument, count, tags, isSum: true));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags, isSum: true));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags, isSum: false));
        _listener.Start();
    }

    /// <summary>The sum of an instrument, as in <c>gateway.linear.requests query timeout</c>, or the last value of a gauge.</summary>
    public double this[string name]
    {
        get
        {
            _listener.RecordObservableInstruments();
            lock (_sums)
            {
                return _sums.GetValueOrDefault(name);
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, bool isSum)
    {
        var name = instrument.Name;
        foreach (var tag in tags)
        {
            name += $" {tag.Value}";
        }

        lock (_sums)
        {
            _sums[name] = value + (isSum ? _sums.GetValueOrDefault(name) : 0);
        }
    }
}
