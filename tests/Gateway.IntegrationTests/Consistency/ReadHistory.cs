namespace Gateway.IntegrationTests.Consistency;

/// <summary>What one caller was shown, in the order of its coming. Belongs to that caller alone until it has ended.</summary>
internal sealed class ReadHistory
{
    private readonly List<SeenRead> _reads = [];
    private readonly Dictionary<int, long> _inAnswer = [];

    public IReadOnlyList<SeenRead> Reads => _reads;

    /// <summary>Requests that were answered with what was asked for.</summary>
    public int Answers { get; private set; }

    /// <summary>Notes all versions that an answer holds.</summary>
    /// <returns>How many different entities it showed.</returns>
    public int Add(int pod, ReadOnlySpan<byte> answer, long begin, long end)
    {
        _inAnswer.Clear();
        foreach (var (entity, version) in new VersionMarks(answer))
        {
            _inAnswer[entity] = !_inAnswer.TryGetValue(entity, out long other) ? version
                : VersionMarks.IsOfList(entity) ? Math.Max(version, other)
                : Math.Min(version, other);
        }

        foreach (var (entity, version) in _inAnswer)
        {
            _reads.Add(new SeenRead(pod, entity, version, begin, end));
        }

        Answers++;
        return _inAnswer.Count;
    }
}
