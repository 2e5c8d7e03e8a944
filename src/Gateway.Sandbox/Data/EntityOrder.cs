namespace Gateway.Sandbox.Data;

/// <summary>The order of lists: newest first, equal times by id, descending too.</summary>
internal sealed class EntityOrder : IComparer<Entity>
{
    private readonly bool _byUpdate;

    private EntityOrder(bool byUpdate) => _byUpdate = byUpdate;

    public static EntityOrder Created { get; } = new(false);

    public static EntityOrder Updated { get; } = new(true);

    public int Compare(Entity? x, Entity? y)
    {
        int order = _byUpdate ? string.CompareOrdinal(y!.UpdatedAt, x!.UpdatedAt) : string.CompareOrdinal(y!.CreatedAt, x!.CreatedAt);
        return order != 0 ? order : string.CompareOrdinal(y.Id, x.Id);
    }
}
