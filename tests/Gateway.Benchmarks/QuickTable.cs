using System.Diagnostics;
using System.Globalization;

namespace Gateway.Benchmarks;

/// <summary>Measures in this process within a minute or two, where BenchmarkDotNet takes an hour. Writes the table of the README.</summary>
internal static class QuickTable
{
    private const int Batches = 25;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(10);

    /// <param name="output">Where the table goes.</param>
    /// <param name="names">Documents to measure; all if there are none.</param>
    public static void Write(TextWriter output, string[] names)
    {
        output.WriteLine("| document | source | lex | parse | validate | compile | walk | parse | per byte | validate | compile | walk |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (string name in names.Length == 0 ? Documents.Names : names)
        {
            using var stages = new Stages(name);
            var lex = Measure(() => stages.Lex());
            var parse = Measure(() => stages.Parse());
            var validate = Measure(() => stages.Validate());
            var compile = Measure(() => stages.CompileVariant());
            var walk = Measure(() => stages.Walk());
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {stages.Source.Length:N0} | {lex.Time:N0} | {parse.Time:N0} | {validate.Time:N0} | {compile.Time:N0} | {walk.Time:N0} "
                + $"| {parse.Bytes:N0} | {(double)parse.Bytes / stages.Source.Length:N1} | {validate.Bytes:N0} | {compile.Bytes:N0} | {walk.Bytes:N0} |"));
        }
    }

    /// <summary>The same of what is done beyond the document.</summary>
    public static async Task WriteCacheAsync(TextWriter output)
    {
        await using var stages = await CacheStages.StartAsync();
        await output.WriteLineAsync("| what | nanoseconds | bytes allocated |");
        await output.WriteLineAsync("|---|--:|--:|");
        Row("walk over warm records", Measure(stages.Walk));
        Row("finished answer", Measure(stages.Recall));
        Row(string.Create(CultureInfo.InvariantCulture, $"normalise an answer of {stages.NormalisedBytes:N0} bytes"), Measure(stages.Normalise));
        foreach (var (name, index) in new[] { ("leaf", 0), ("page of 50 links", 1), ("text of 8 KB", 2) })
        {
            Row($"{name}: write", Measure(() => CacheStages.Write(CacheStages.Values[index])));
            Row($"{name}: read", Measure(() => stages.Read(index)));
        }

        void Row(string what, (double Time, long Bytes) cost) =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {cost.Time:N0} | {cost.Bytes:N0} |"));
    }

    /// <summary>The nanoseconds of one call in the best of many batches, since what else runs on the machine only ever adds; and its bytes.</summary>
    private static (double Time, long Bytes) Measure<T>(Func<T> action)
    {
        int calls = 0;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < WarmUp)
        {
            action();
            calls++;
        }

        int perBatch = Math.Max(1, (int)(calls * (Batch / WarmUp)));
        double best = double.MaxValue;
        for (int batch = 0; batch < Batches; batch++)
        {
            start = Stopwatch.GetTimestamp();
            for (int call = 0; call < perBatch; call++)
            {
                action();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / perBatch);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return (best, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
