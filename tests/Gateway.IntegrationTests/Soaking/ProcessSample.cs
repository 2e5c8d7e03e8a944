using System.Globalization;
using System.Text.RegularExpressions;

namespace Gateway.IntegrationTests.Soaking;

/// <summary>What a gateway holds at a moment.</summary>
/// <param name="Heap">Bytes that were alive, or not looked at, after its last collection, as the runtime measures it.</param>
/// <param name="Kilobytes">Resident memory, as the system counts it.</param>
/// <param name="Handles">Open files, sockets among them.</param>
/// <param name="Threads">Of any kind.</param>
internal sealed partial record ProcessSample(long Heap, long Kilobytes, long Handles, long Threads)
{
    /// <param name="process">The number of its process.</param>
    /// <param name="metrics">What it tells at <c>/metrics</c>.</param>
    public static ProcessSample Of(int process, string metrics)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}");
        string[] status = File.ReadAllLines(Path.Combine(folder, "status"));
        return new ProcessSample(
            HeapSize().Matches(metrics).Sum(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)),
            Number(status, "VmRSS:"),
            Directory.EnumerateFileSystemEntries(Path.Combine(folder, "fd")).Count(),
            Number(status, "Threads:"));
    }

    /// <summary>Of the heap the least, which is what a full collection left; of the rest the middle ones.</summary>
    public static ProcessSample Typical(IReadOnlyList<ProcessSample> samples) => new(
        samples.Min(one => one.Heap),
        Middle(samples, one => one.Kilobytes),
        Middle(samples, one => one.Handles),
        Middle(samples, one => one.Threads));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Heap >> 20} MiB of heap, {Kilobytes / 1024} MiB resident, {Handles} handles, {Threads} threads");

    private static long Middle(IReadOnlyList<ProcessSample> samples, Func<ProcessSample, long> figure) =>
        samples.Select(figure).Order().ElementAt(samples.Count / 2);

    private static long Number(string[] status, string name) =>
        long.Parse(status.Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^dotnet_gc_last_collection_heap_size_bytes\{[^}]*\} (\d+)$", RegexOptions.Multiline)]
    private static partial Regex HeapSize();
}
