using System.Diagnostics;
using System.Globalization;

namespace Gateway.IntegrationTests.Consistency;

/// <summary>A read that was older than it may be.</summary>
/// <param name="Kind">Which promise was broken.</param>
/// <param name="Read">The read.</param>
/// <param name="Acknowledged">What had been acknowledged before.</param>
internal readonly record struct Violation(ViolationKind Kind, SeenRead Read, Acknowledgement Acknowledged)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind}: pod {Read.Pod} showed version {Read.Version} of entity {Read.Entity} to a read that began "
        + $"{Stopwatch.GetElapsedTime(Acknowledged.Time, Read.Begin).TotalMilliseconds:0.0} ms after pod {Acknowledged.Pod} had acknowledged version "
        + $"{Acknowledged.Version}, and took {Stopwatch.GetElapsedTime(Read.Begin, Read.End).TotalMilliseconds:0.0} ms");
}
