using System.Collections.Immutable;
using Gateway.Caching.Keys;

namespace Gateway.Caching.Invalidation;

/// <summary>What soft invalidations have said: before which time something was fetched that is not fresh any more. Immutable.</summary>
/// <remarks>
/// Hints, apart from the rule: they make nothing invalid, and nothing that is invalid valid. So they are in the memory of each process alone; one that
/// starts later goes by the ages of what it finds.
/// </remarks>
public sealed class StaleFloors
{
    /// <summary>Most entities that are named; with one more, all that was fetched before the last time is stale.</summary>
    public const int MaxEntities = 10_000;

    private static readonly StaleFloors Nothing = new();

    private StaleFloors()
    {
    }

    private long Everything { get; init; }

    private ImmutableDictionary<EntityKey, long> Entities { get; init; } = ImmutableDictionary<EntityKey, long>.Empty;

    private ImmutableDictionary<string, long> Types { get; init; } = ImmutableDictionary<string, long>.Empty;

    private ImmutableDictionary<string, long> Tags { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>Whether a value is to be fetched anew, however old it is.</summary>
    /// <param name="key">Whose it is.</param>
    /// <param name="tags">What else it depends on.</param>
    /// <param name="fetchedAt">Milliseconds of Unix time.</param>
    public bool IsStale(EntityKey key, CacheTag[] tags, long fetchedAt)
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (fetchedAt < Everything
            || (Types.TryGetValue(key.Type, out long ofType) && fetchedAt < ofType)
            || (Entities.TryGetValue(key, out long ofEntity) && fetchedAt < ofEntity))
        {
            return true;
        }

        foreach (var tag in Tags.IsEmpty ? [] : tags)
        {
            if (Tags.TryGetValue(tag.Name, out long ofTag) && fetchedAt < ofTag)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is said after one more.</summary>
    /// <param name="known">What was said before; null for nothing.</param>
    /// <param name="soft">What is said now.</param>
    /// <param name="before">Its time: milliseconds of Unix time.</param>
    internal static StaleFloors With(StaleFloors? known, Invalidation soft, long before)
    {
        known ??= Nothing;
        var entities = soft.Entities.Aggregate(known.Entities, (floors, key) => Raise(floors, key, before));
        bool isFull = entities.Count > MaxEntities;
        return new StaleFloors
        {
            Everything = soft.Everything || isFull ? Math.Max(known.Everything, before) : known.Everything,
            Entities = isFull || soft.Everything ? ImmutableDictionary<EntityKey, long>.Empty : entities,
            Types = soft.Types.Aggregate(known.Types, (floors, type) => Raise(floors, type, before)),
            Tags = soft.Tags.Concat(soft.Types).Aggregate(known.Tags, (floors, tag) => Raise(floors, tag, before)),
        };
    }

    private static ImmutableDictionary<TKey, long> Raise<TKey>(ImmutableDictionary<TKey, long> floors, TKey key, long before)
        where TKey : notnull => floors.SetItem(key, Math.Max(before, floors.GetValueOrDefault(key)));
}
