using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Gateway.Stitching.Telemetry;

/// <summary>Counts requests by the name of their operation and by how they ended. Safe for concurrent use; a count allocates nothing.</summary>
internal sealed class RequestTally
{
    // Names are the callers' choice. Who has more operations than this sees the first ones, and the others together.
    private const int MostNames = 200;
    private const int MostLetters = 100;

    private static readonly string[] Words = [.. Enum.GetNames<RequestOutcomeWord>().Select(name => name.ToLowerInvariant())];

    private readonly ConcurrentDictionary<string, OperationTally> _operations = new();
    private readonly OperationTally _others = new("other");
    private int _names;
    private long _kept;

    /// <summary>Requests whose answer was kept whole.</summary>
    public long Kept => Interlocked.Read(ref _kept);

    public static string Word(RequestOutcomeWord outcome) => Words[(int)outcome];

    /// <summary>Where requests of an operation are counted.</summary>
    /// <param name="name">Null if it has none.</param>
    public OperationTally Of(string? name)
    {
        string known = name ?? "";
        if (_operations.TryGetValue(known, out var tally))
        {
            return tally;
        }

        return known.Length <= MostLetters && Volatile.Read(ref _names) < MostNames && Interlocked.Increment(ref _names) <= MostNames
            ? _operations.GetOrAdd(known, static word => new OperationTally(word))
            : _others;
    }

    /// <summary>Counts a request whose answer was kept whole.</summary>
    public void CountKept(OperationTally tally)
    {
        Interlocked.Increment(ref _kept);
        tally.Count(RequestOutcomeWord.Answered);
    }

    /// <summary>All that was counted.</summary>
    public IEnumerable<Measurement<long>> Read()
    {
        foreach (var tally in _operations.Values.Append(_others))
        {
            for (int i = 0; i < Words.Length; i++)
            {
                if (tally[i] is > 0 and var count)
                {
                    yield return new Measurement<long>(
                        count, new KeyValuePair<string, object?>("operation", tally.Name), new KeyValuePair<string, object?>("outcome", Words[i]));
                }
            }
        }
    }
}
