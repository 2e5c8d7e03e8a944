namespace Gateway.Telemetry;

/// <summary>What becomes of the measurements of an instrument.</summary>
internal enum MeterKind
{
    /// <summary>They are added up, and never get less.</summary>
    Counter,

    /// <summary>The last one counts, or the sum of ups and downs.</summary>
    Gauge,

    /// <summary>They are counted by their size.</summary>
    Histogram,
}
