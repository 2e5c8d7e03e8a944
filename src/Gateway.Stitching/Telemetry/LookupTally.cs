using System.Diagnostics.Metrics;
using Gateway.Stitching.Explaining;

namespace Gateway.Stitching.Telemetry;

/// <summary>Counts where entities of one type were found when they were read for an answer. Safe for concurrent use.</summary>
internal sealed class LookupTally
{
    private static readonly string[] Words = [.. Enum.GetNames<ValueOrigin>().Select(name => name.ToLowerInvariant())];

    private readonly long[] _counts = new long[Words.Length];

    public void Count(ValueOrigin origin, int entities) => Interlocked.Add(ref _counts[(int)origin], entities);

    /// <summary>All that was counted.</summary>
    public IEnumerable<Measurement<long>> Read(string type)
    {
        for (int i = 0; i < Words.Length; i++)
        {
            if (Interlocked.Read(ref _counts[i]) is > 0 and var count)
            {
                yield return new Measurement<long>(count, new KeyValuePair<string, object?>("tier", Words[i]), new KeyValuePair<string, object?>("type", type));
            }
        }
    }
}
