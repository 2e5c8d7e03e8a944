using System.Collections.Immutable;
using System.Diagnostics;

namespace Gateway.IntegrationTests.Consistency;

/// <summary>Judges what callers were shown by what had been acknowledged before they asked.</summary>
internal sealed class ConsistencyCheck
{
    private readonly TimeSpan _bound;
    private readonly Dictionary<int, Acknowledgement[]> _rising;
    private readonly Dictionary<(int Pod, int Entity), Acknowledgement[]> _risingByPod;

    /// <param name="acknowledgements">All of them, in any order.</param>
    /// <param name="bound">How long it may take until the other pods have heard.</param>
    public ConsistencyCheck(IEnumerable<Acknowledgement> acknowledgements, TimeSpan bound)
    {
        _bound = bound;
        var all = acknowledgements.ToArray();
        _rising = all.GroupBy(one => one.Entity).ToDictionary(group => group.Key, Rising);
        _risingByPod = all.GroupBy(one => (one.Pod, one.Entity)).ToDictionary(group => group.Key, Rising);
    }

    /// <summary>
    /// Finds reads that are older than what their pod had acknowledged before they began, or any pod longer than the bound before. A read that
    /// begins at the very time of an acknowledgement may be from before it.
    /// </summary>
    public ConsistencyReport Check(IEnumerable<SeenRead> reads)
    {
        var violations = ImmutableArray.CreateBuilder<Violation>();
        var longest = TimeSpan.Zero;
        long bound = (long)(_bound.TotalSeconds * Stopwatch.Frequency);
        foreach (var read in reads)
        {
            if (Newest(_risingByPod.GetValueOrDefault((read.Pod, read.Entity)), read.Begin) is { } own && own.Version > read.Version)
            {
                violations.Add(new Violation(ViolationKind.SamePod, read, own));
            }
            else if (Newest(_rising.GetValueOrDefault(read.Entity), read.Begin - bound) is { } any && any.Version > read.Version)
            {
                violations.Add(new Violation(ViolationKind.OtherPod, read, any));
            }

            var delay = Delay(read);
            longest = delay > longest ? delay : longest;
        }

        return new ConsistencyReport(violations.DrainToImmutable(), longest);
    }

    /// <summary>Finds reads that differ from the newest version that any pod had acknowledged. For when nothing changes any more.</summary>
    public ConsistencyReport CheckAtTheEnd(IEnumerable<SeenRead> reads) => new(
        [
            .. from read in reads
               let newest = Newest(_rising.GetValueOrDefault(read.Entity), read.Begin)
               where newest is { } acknowledged && acknowledged.Version != read.Version
               select new Violation(ViolationKind.AtTheEnd, read, newest.Value),
        ],
        TimeSpan.Zero);

    /// <summary>How long it was known somewhere that what was shown is old.</summary>
    private TimeSpan Delay(SeenRead read)
    {
        foreach (var one in _rising.GetValueOrDefault(read.Entity) ?? [])
        {
            if (one.Version > read.Version)
            {
                return one.Time < read.Begin ? Stopwatch.GetElapsedTime(one.Time, read.Begin) : TimeSpan.Zero;
            }
        }

        return TimeSpan.Zero;
    }

    /// <summary>Those that told of a newer version than any before, in the order of time.</summary>
    private static Acknowledgement[] Rising(IEnumerable<Acknowledgement> acknowledgements)
    {
        var rising = new List<Acknowledgement>();
        foreach (var one in acknowledgements.OrderBy(one => one.Time))
        {
            if (rising.Count == 0 || one.Version > rising[^1].Version)
            {
                rising.Add(one);
            }
        }

        return [.. rising];
    }

    /// <summary>The last from before a time; null if there is none.</summary>
    private static Acknowledgement? Newest(Acknowledgement[]? rising, long before)
    {
        int low = 0;
        int high = rising?.Length ?? 0;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = rising![middle].Time < before ? (middle + 1, high) : (low, middle);
        }

        return low > 0 ? rising![low - 1] : null;
    }
}
