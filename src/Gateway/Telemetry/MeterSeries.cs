using System.Diagnostics.Metrics;

namespace Gateway.Telemetry;

/// <summary>What one instrument measured with one set of labels. Safe for concurrent use.</summary>
internal sealed class MeterSeries
{
    private readonly Lock _gate = new();
    private readonly double[] _bounds;
    private readonly long[] _buckets;
    private double _value;
    private long _count;

    /// <param name="instrument">What measures.</param>
    /// <param name="labels">As they are written.</param>
    /// <param name="bounds">The buckets of a histogram, ascending.</param>
    public MeterSeries(Instrument instrument, string labels, double[] bounds)
    {
        (Instrument, Labels) = (instrument, labels);
        Kind = KindOf(instrument);
        _bounds = Kind == MeterKind.Histogram ? bounds : [];
        _buckets = new long[_bounds.Length + 1];
    }

    public Instrument Instrument { get; }

    public string Labels { get; }

    public MeterKind Kind { get; }

    /// <summary>Whether it tells what is so when it is asked.</summary>
    public bool IsObserved => Instrument.IsObservable;

    /// <summary>Whether it was not told of when it was last asked.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Takes a measurement.</summary>
    public void Note(double value)
    {
        lock (_gate)
        {
            HasEnded = false;
            _count++;
            _value = IsObserved ? value : _value + value;
            if (Kind == MeterKind.Histogram)
            {
                int bucket = Array.BinarySearch(_bounds, value);
                _buckets[bucket < 0 ? ~bucket : bucket]++;
            }
        }
    }

    /// <summary>It counts only if it is told of again.</summary>
    public void End()
    {
        lock (_gate)
        {
            HasEnded = true;
        }
    }

    /// <summary>The sum of a counter or histogram, the value of a gauge; how many measurements; and those up to each bound.</summary>
    public (double Value, long Count, IReadOnlyList<(double Bound, long Count)> Buckets) Read()
    {
        lock (_gate)
        {
            long below = 0;
            var buckets = new (double, long)[_bounds.Length];
            for (int i = 0; i < buckets.Length; i++)
            {
                below += _buckets[i];
                buckets[i] = (_bounds[i], below);
            }

            return (_value, _count, buckets);
        }
    }

    private static MeterKind KindOf(Instrument instrument)
    {
        string type = instrument.GetType().Name;
        return type.StartsWith("Histogram", StringComparison.Ordinal) ? MeterKind.Histogram
            : type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("ObservableCounter", StringComparison.Ordinal) ? MeterKind.Counter
            : MeterKind.Gauge;
    }
}
