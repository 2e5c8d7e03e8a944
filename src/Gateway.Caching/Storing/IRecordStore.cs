using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Caching.Storing;

/// <summary>Keeps records, and forgets what was invalidated.</summary>
/// <remarks>
/// The rule: a value carries the sequence number at which its fetch began, and is valid as long as nothing it depends on was
/// invalidated at a later one. All members are safe for concurrent use.
/// </remarks>
public interface IRecordStore
{
    /// <summary>The last invalidation that this process knows of. Read it before a fetch leaves, and stamp with it what the fetch brings.</summary>
    long Sequence { get; }

    /// <summary>How it keeps records just now.</summary>
    StoreStatus Status { get; }

    /// <summary>Estimated bytes of memory that records take in this process; 0, the default, where nobody counts.</summary>
    long LocalBytes => 0;

    /// <summary>To be called when a run begins to read, and again when it begins anew.</summary>
    RunStart Begin();

    /// <summary>What is known in this process; null if nothing is. Takes no lock and never waits.</summary>
    /// <remarks>Nothing of it was invalidated when it was read; tags and age are for the reader to check.</remarks>
    EntityRecord? Peek(CacheScope scope, EntityKey key);

    /// <summary>Entities of which this process knows something, drawn at random and without a walk; none, the default, where nothing can be drawn.</summary>
    /// <param name="scope">Whose view it is.</param>
    /// <param name="draws">How often is drawn; less comes where an entity is drawn again, or one that the scope knows nothing of.</param>
    IReadOnlyCollection<EntityKey> Draw(CacheScope scope, int draws) => [];

    /// <summary>Reads what this process does not know from where it is shared, in one round trip.</summary>
    /// <returns>
    /// The records found, with at least those of the fields that were found. What is not found, or cannot be read just now, is left out.
    /// <see cref="Peek"/> knows them as well, unless memory is short.
    /// </returns>
    ValueTask<IReadOnlyDictionary<EntityKey, EntityRecord>> ReadAsync(
        CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel);

    /// <summary>
    /// Claims the fetch of what <see cref="ReadAsync"/> did not find, so that of all processes one fetches it, and looks once more whether it has
    /// come. A claim of this process is granted again. It ends with <see cref="StoreAsync"/> or <see cref="ReleaseAsync"/>, or by itself after a
    /// time that is short.
    /// </summary>
    ValueTask<RecordClaims> ClaimAsync(CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel);

    /// <summary>Gives claims back of which nothing was stored. Those of others stay.</summary>
    ValueTask ReleaseAsync(CacheScope scope, IReadOnlyCollection<EntityKey> keys);

    /// <summary>Keeps what a fetch brought, except what was invalidated since it began.</summary>
    ValueTask StoreAsync(CacheScope scope, IReadOnlyCollection<RecordPatch> patches, CancellationToken cancel);

    /// <summary>
    /// Forgets. When the task has ended with true, no reader of any scope is given what was known before, and no fetch under way brings it back. After a
    /// soft one (<see cref="Invalidation.Invalidation.StaleBefore"/>) runs that begin know by <see cref="Begin"/> what is not fresh any more.
    /// </summary>
    /// <returns>False if that could not be made sure for all processes; then it is to be tried again.</returns>
    ValueTask<bool> InvalidateAsync(Invalidation.Invalidation invalidation, CancellationToken cancel);

    /// <summary>The sequence number of the last invalidation of an entity, or of everything; 0 if there was none.</summary>
    /// <remarks>Where it is not known, a later number than the true one.</remarks>
    long InvalidatedAt(EntityKey key);

    /// <summary>The sequence number at which an entity was removed, so that older links to it are not valid; 0 if it was not.</summary>
    long RemovedAt(EntityKey key);

    /// <summary>The tag of that name.</summary>
    CacheTag Tag(string name);
}
