using System.Diagnostics;
using System.Globalization;

namespace Gateway.GraphQL.Tests.Fuzzing;

/// <summary>How long a fuzzer goes on: a share of FUZZ_SECONDS, 24 unless set, and never beyond 60. FUZZ_SEED makes it begin elsewhere.</summary>
internal sealed class FuzzBudget
{
    private const int Fuzzers = 3;

    private readonly TimeSpan _share = TimeSpan.FromSeconds(Math.Clamp(Number("FUZZ_SECONDS", 24), 1, 60) / (double)Fuzzers);
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>The seeds to try: the same ones in the same order each time, as many as there is time for.</summary>
    public IEnumerable<int> Seeds()
    {
        for (int seed = Number("FUZZ_SEED", 1); Stopwatch.GetElapsedTime(_start) < _share; seed++)
        {
            yield return seed;
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
