using System.Globalization;

namespace Gateway.IntegrationTests.Soaking;

/// <summary>What a process holds at a moment, as the system counts it.</summary>
/// <param name="Kilobytes">Resident memory.</param>
/// <param name="Handles">Open files, sockets among them.</param>
/// <param name="Threads">Of any kind.</param>
internal sealed record ProcessSample(long Kilobytes, long Handles, long Threads)
{
    public static ProcessSample Of(int process)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}");
        string[] status = File.ReadAllLines(Path.Combine(folder, "status"));
        return new ProcessSample(
            Number(status, "VmRSS:"),
            Directory.EnumerateFileSystemEntries(Path.Combine(folder, "fd")).Count(),
            Number(status, "Threads:"));
    }

    /// <summary>The middle one of each figure.</summary>
    public static ProcessSample Median(IReadOnlyList<ProcessSample> samples) =>
        new(Middle(samples, one => one.Kilobytes), Middle(samples, one => one.Handles), Middle(samples, one => one.Threads));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Kilobytes / 1024} MiB, {Handles} handles, {Threads} threads");

    private static long Middle(IReadOnlyList<ProcessSample> samples, Func<ProcessSample, long> figure) =>
        samples.Select(figure).Order().ElementAt(samples.Count / 2);

    private static long Number(string[] status, string name) =>
        long.Parse(status.Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
