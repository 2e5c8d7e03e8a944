using Gateway.Caching.Keys;

namespace Gateway.Caching.Storing;

/// <summary>Records, marks and the sequence in Redis, as one process sees them. What cannot be had just now is null or false, never an exception.</summary>
internal sealed class RedisRecordStore
{
    /// <summary>Looks which servers these are, and where the sequence is; begins a new epoch if anything may have been lost.</summary>
    /// <param name="seen">The furthest position that this process has seen; null if none.</param>
    /// <param name="cancel">Ends the waiting with an exception.</param>
    /// <returns>Null if Redis cannot tell.</returns>
    public Task<SharedState?> JoinAsync(SharedPosition? seen, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Where the sequence is. Null without an answer; unknown if it is time to join again.</summary>
    public Task<SharedPosition?> PollAsync(CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Reads records in one round trip. Null without an answer.</summary>
    public Task<SharedRead?> ReadAsync(string epoch, CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel) =>
        throw new NotImplementedException();

    /// <summary>Claims the fetch of entities and reads them, in one round trip. Null without an answer: then nothing is claimed.</summary>
    public Task<SharedRead?> ClaimAsync(string epoch, CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel) =>
        throw new NotImplementedException();

    /// <summary>Stores what was fetched, except where it was invalidated since or that cannot be ruled out. Gives back this process's claims on it.</summary>
    /// <returns>How many were stored; null without an answer.</returns>
    public Task<int?> FillAsync(string epoch, CacheScope scope, IReadOnlyCollection<SharedFill> fills, CancellationToken cancel) =>
        throw new NotImplementedException();

    /// <summary>Gives back this process's claims.</summary>
    public Task ReleaseAsync(string epoch, CacheScope scope, IReadOnlyCollection<EntityKey> keys, CancellationToken cancel) =>
        throw new NotImplementedException();

    /// <summary>Takes the next number and notes what is invalidated by it, except the marks of single entities.</summary>
    /// <returns>Null without an answer, then the number may have been taken; unknown if the epoch is another or it is time to join again.</returns>
    public Task<SharedPosition?> AdvanceAsync(string epoch, Invalidation.Invalidation invalidation, CancellationToken cancel) =>
        throw new NotImplementedException();

    /// <summary>Marks entities as invalidated. False if not all could be marked.</summary>
    public Task<bool> MarkAsync(SharedPosition position, IReadOnlyCollection<EntityKey> keys, CancellationToken cancel) =>
        throw new NotImplementedException();

    /// <summary>Tells all processes. False if that could not be done.</summary>
    public Task<bool> PublishAsync(byte[] message, CancellationToken cancel) => throw new NotImplementedException();
}
