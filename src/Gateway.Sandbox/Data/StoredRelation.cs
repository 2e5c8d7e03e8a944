namespace Gateway.Sandbox.Data;

/// <summary>The entities whose ids are stored here.</summary>
/// <param name="Type">Their type.</param>
/// <param name="Field">Where the ids are.</param>
internal sealed record StoredRelation(string Type, string Field) : Relation
{
    public override IReadOnlyList<Entity> Collect(Snapshot snapshot, Entity of)
    {
        var table = snapshot.Table(Type);
        return Sorted(((string[])of[Field]!).Select(table.Find).OfType<Entity>());
    }
}
