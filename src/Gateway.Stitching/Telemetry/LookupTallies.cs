using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Gateway.Stitching.Telemetry;

/// <summary>Where entities were found, by type: counted on through every model that is served. Safe for concurrent use.</summary>
internal sealed class LookupTallies
{
    private readonly ConcurrentDictionary<string, LookupTally> _tallies = new(StringComparer.Ordinal);

    public LookupTally Of(string type) => _tallies.GetOrAdd(type, static _ => new LookupTally());

    /// <summary>All that was counted.</summary>
    public IEnumerable<Measurement<long>> Read() => _tallies.SelectMany(entry => entry.Value.Read(entry.Key));
}
