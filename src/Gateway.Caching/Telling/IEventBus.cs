namespace Gateway.Caching.Telling;

/// <summary>Tells all processes of what happened. Safe for concurrent use.</summary>
/// <remarks>
/// It carries bytes and keeps nothing: who is away misses what is told. Invalidations do not come this way; whoever tells of something does so when
/// no process relies any more on what it made old (<see cref="Storing.IRecordStore.InvalidateAsync"/>).
/// </remarks>
public interface IEventBus
{
    /// <summary>Raised for each message, those of this process included, on any thread. Handlers are short and do not throw.</summary>
    event Action<ReadOnlyMemory<byte>> Heard;

    /// <summary>Raised when messages of other processes may have been missed.</summary>
    event Action Interrupted;

    /// <summary>Tells all that listen. What is told by one caller after another is heard in that order.</summary>
    /// <returns>False if that could not be done: then nobody has heard of it, or not all have.</returns>
    ValueTask<bool> TellAsync(ReadOnlyMemory<byte> message, CancellationToken cancel);
}
