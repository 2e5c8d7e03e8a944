namespace Gateway.Stitching.Telemetry;

/// <summary>How requests of one operation ended. Safe for concurrent use.</summary>
/// <param name="name">Empty for those without a name.</param>
internal sealed class OperationTally(string name)
{
    private readonly long[] _counts = new long[Enum.GetValues<RequestOutcomeWord>().Length];

    public string Name { get; } = name;

    /// <summary>How many ended so.</summary>
    public long this[int outcome] => Interlocked.Read(ref _counts[outcome]);

    public void Count(RequestOutcomeWord outcome) => Interlocked.Increment(ref _counts[(int)outcome]);
}
