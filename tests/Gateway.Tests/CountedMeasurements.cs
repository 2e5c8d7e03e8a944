using System.Diagnostics.Metrics;

namespace Gateway.Tests;

/// <summary>What a counter counts, by the values of its tags.</summary>
public sealed class CountedMeasurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<(object? Scope, string Text)> _counted = [];

    /// <param name="counter">Its name.</param>
    public CountedMeasurements(string counter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == counter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
        {
            string text = string.Join(' ', tags.ToArray().Select(tag => tag.Value));
            lock (_counted)
            {
                _counted.Add((instrument.Meter.Scope, text));
            }
        });
        _listener.Start();
    }

    /// <summary>In order. Other gateways of this process count as well, each in the scope of its own container.</summary>
    public IReadOnlyList<string> Of(TestGateway gateway)
    {
        lock (_counted)
        {
            return [.. _counted.Where(counted => ReferenceEquals(counted.Scope, gateway.Host.Meters)).Select(counted => counted.Text)];
        }
    }

    public void Dispose() => _listener.Dispose();
}
