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
    /// <summary>The last invalidation that this process has applied. Read it before a fetch leaves, and stamp with it what the fetch brings.</summary>
    long Sequence { get; }

    /// <summary>What is known in this process; null if nothing is. Takes no lock and never waits.</summary>
    /// <remarks>Nothing of it was invalidated when it was read; tags and age are for the reader to check.</remarks>
    EntityRecord? Peek(CacheScope scope, EntityKey key);

    /// <summary>Reads records that this process does not know from where they are shared, in one round trip.</summary>
    /// <returns>The records found. What is not found, or cannot be read just now, is left out.</returns>
    ValueTask<IReadOnlyDictionary<EntityKey, EntityRecord>> ReadAsync(
        CacheScope scope, IReadOnlyCollection<EntityKey> keys, CancellationToken cancel);

    /// <summary>Keeps what a fetch brought, except what was invalidated since it began.</summary>
    ValueTask StoreAsync(CacheScope scope, IReadOnlyCollection<RecordPatch> patches, CancellationToken cancel);

    /// <summary>Forgets. When the task has ended, no reader of any scope is given what was known before.</summary>
    ValueTask InvalidateAsync(Invalidation.Invalidation invalidation, CancellationToken cancel);

    /// <summary>The sequence number of the last invalidation of an entity, or of everything; 0 if there was none.</summary>
    long InvalidatedAt(EntityKey key);

    /// <summary>The sequence number at which an entity was removed, so that older links to it are not valid; 0 if it was not.</summary>
    long RemovedAt(EntityKey key);

    /// <summary>The tag of that name.</summary>
    CacheTag Tag(string name);
}
