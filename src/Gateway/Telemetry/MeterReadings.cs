using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Gateway.Telemetry;

/// <summary>Adds up what the gateway's meters, and those of the framework that are named here, measure from when it was made. Safe for concurrent use.</summary>
/// <remarks>Only there where somebody reads it: meters that nobody listens to cost nothing.</remarks>
internal sealed class MeterReadings : IDisposable
{
    // Labels are words of ours, except for the names of operations and routes, which are bounded where they are counted.
    private const int MostSeries = 10_000;

    private static readonly double[] UsualBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    // What is measured for each request is left out: it would cost more than many a request itself.
    private static readonly string[] OfFramework = ["Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), MeterSeries> _series = new();
    private readonly MeterListener _listener = new();

    public MeterReadings(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Several gateways may count in one process; the runtime is the same for all.
            bool isOurs = instrument.Meter.Scope == meters || instrument.Meter.Name == "System.Runtime";
            if (isOurs && (instrument.Meter.Name.StartsWith("Gateway", StringComparison.Ordinal) || OfFramework.Contains(instrument.Meter.Name)))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<float>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<short>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<byte>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<decimal>((instrument, value, tags, _) => Note(instrument, (double)value, tags));
        _listener.Start();
    }

    /// <summary>All series as they are now, those of one instrument together.</summary>
    public IReadOnlyList<IGrouping<Instrument, MeterSeries>> Read()
    {
        // What was not observed this time has ended.
        foreach (var series in _series.Values.Where(series => series.IsObserved))
        {
            series.End();
        }

        _listener.RecordObservableInstruments();
        return
        [
            .. _series.Values.Where(series => !series.HasEnded)
                .GroupBy(series => series.Instrument)
                .OrderBy(group => group.Key.Name, StringComparer.Ordinal),
        ];
    }

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string labels = PrometheusText.Labels(tags);
        if (_series.TryGetValue((instrument, labels), out var series) || TryAdd(instrument, labels, out series))
        {
            series.Note(value);
        }
    }

    private bool TryAdd(Instrument instrument, string labels, out MeterSeries series)
    {
        series = new MeterSeries(instrument, labels, BoundsOf(instrument));
        if (_series.Count >= MostSeries)
        {
            return false;
        }

        series = _series.GetOrAdd((instrument, labels), series);
        return true;
    }

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => UsualBounds,
    };
}
