using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Subscribing;

/// <summary>The world before and after a change: what subscribers are told of is the difference.</summary>
internal sealed class WorldChange(Snapshot before, Snapshot after)
{
    /// <summary>What a field of <c>Subscription</c> tells of the change: the entities, each with the world that it is told from.</summary>
    public IEnumerable<(Entity Entity, Snapshot World)> Told(string field)
    {
        var kind = ChangeKind.Of(field);
        var (old, current) = (before.Table(kind.Type), after.Table(kind.Type));
        if (ReferenceEquals(old, current))
        {
            return [];
        }

        // What is gone is told as it was.
        return kind.IsOfGone
            ? old.Newest.Where(entity => kind.Holds(entity, current.Find(entity.Id))).Select(entity => (entity, before))
            : current.Newest.Where(entity => kind.Holds(old.Find(entity.Id), entity)).Select(entity => (entity, after));
    }
}
