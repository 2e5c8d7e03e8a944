namespace Gateway.Sandbox.Data;

/// <summary>How the entities that belong to another one are found.</summary>
internal abstract record Relation
{
    /// <summary>The entities, newest first.</summary>
    public abstract IReadOnlyList<Entity> Collect(Snapshot snapshot, Entity of);

    /// <summary>Entities in the order of lists: newest first, then by id.</summary>
    protected static Entity[] Sorted(IEnumerable<Entity> entities)
    {
        Entity[] sorted = [.. entities.DistinctBy(entity => entity.Id)];
        Array.Sort(sorted, EntityOrder.Created);
        return sorted;
    }
}
