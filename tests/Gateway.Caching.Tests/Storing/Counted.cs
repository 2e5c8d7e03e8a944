using System.Diagnostics.Metrics;
using Gateway.Caching.Telemetry;

namespace Gateway.Caching.Tests.Storing;

/// <summary>Metrics of one store, and what they have counted.</summary>
internal sealed class Counted : IDisposable
{
    private readonly Meter _meter = new(CachingMetrics.MeterName);
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _counts = [];

    public Counted()
    {
        Metrics = new CachingMetrics(_meter);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
        {
            lock (_counts)
            {
                string name = $"{instrument.Name} {tags[0].Value}";
                _counts[name] = _counts.GetValueOrDefault(name) + count;
            }
        });
        _listener.Start();
    }

    public CachingMetrics Metrics { get; }

    /// <param name="name">The instrument and its tag, as in <c>gateway.cache.fills stored</c>.</param>
    public long this[string name]
    {
        get
        {
            lock (_counts)
            {
                return _counts.GetValueOrDefault(name);
            }
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }
}
