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
    public static Invalidation Of(params IReadOnlyCollection<EntityKey> entities) => new(entities, [], [], false);

    public static Invalidation All { get; } = new([], [], [], true);

    public bool IsEmpty => Entities.Count == 0 && Tags.Count == 0 && Removed.Count == 0 && !Everything;
}
