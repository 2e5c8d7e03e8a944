using Gateway.Caching.Keys;

namespace Gateway.Caching.Invalidation;

/// <summary>What must be forgotten because of one event.</summary>
/// <param name="Entities">Entities of which nothing known is valid any more.</param>
/// <param name="Removed">Those of them that are gone, so that links to them are not valid either.</param>
/// <param name="Tags">Names of kinds of lists of which no page is valid any more, such as <c>Issue</c> for lists of issues.</param>
/// <param name="Everything">Whether all that is known is to be forgotten.</param>
public sealed record Invalidation(
    IReadOnlyCollection<EntityKey> Entities,
    IReadOnlyCollection<EntityKey> Removed,
    IReadOnlyCollection<string> Tags,
    bool Everything)
{
    /// <summary>Names of types of which no entity is valid any more, and no list either. Default none.</summary>
    public IReadOnlyCollection<string> Types { get; init; } = [];

    /// <summary>
    /// Milliseconds of Unix time if this is a soft one: nothing is forgotten, but what was fetched before that time is not fresh any more. Null, the
    /// default, for one that makes what it names invalid.
    /// </summary>
    public long? StaleBefore { get; init; }

    /// <summary>What of it makes anything invalid.</summary>
    internal Invalidation Marks => StaleBefore is null ? this : None;

    public static Invalidation None { get; } = new([], [], [], false);

    public static Invalidation Of(params IReadOnlyCollection<EntityKey> entities) => new(entities, [], [], false);

    public static Invalidation All { get; } = new([], [], [], true);
}
