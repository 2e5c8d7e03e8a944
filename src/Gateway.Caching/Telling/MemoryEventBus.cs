namespace Gateway.Caching.Telling;

/// <summary>Tells those in this process, where there is no other.</summary>
public sealed class MemoryEventBus : IEventBus
{
    /// <inheritdoc/>
    public event Action<ReadOnlyMemory<byte>>? Heard;

    /// <summary>Never raised: nothing is missed.</summary>
    public event Action Interrupted
    {
        add { }
        remove { }
    }

    /// <inheritdoc/>
    public ValueTask<bool> TellAsync(ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        Heard?.Invoke(message);
        return ValueTask.FromResult(true);
    }
}
