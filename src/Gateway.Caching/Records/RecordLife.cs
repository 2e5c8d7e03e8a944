namespace Gateway.Caching.Records;

/// <summary>How long an <see cref="EntityRecord"/> is what its store knows: until it is invalidated or evicted, or tells something else.</summary>
/// <remarks>Apart from the record, so that who waits for its end does not keep it in memory.</remarks>
public sealed class RecordLife
{
    private volatile bool _hasEnded;
    private volatile bool _wasVisited;

    /// <summary>Of records that nobody asked about while they were.</summary>
    internal static RecordLife Ended { get; } = new() { _hasEnded = true };

    /// <summary>Once true, for ever.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Notes that what was made of the record was used, so that it is not evicted as if nobody read it.</summary>
    public void Visit()
    {
        // Most find it noted; not to write then spares the cores the line.
        if (!_wasVisited)
        {
            _wasVisited = true;
        }
    }

    internal void End() => _hasEnded = true;

    internal bool TakeVisit()
    {
        bool visited = _wasVisited;
        _wasVisited = false;
        return visited;
    }
}
