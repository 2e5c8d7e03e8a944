namespace Gateway.Sandbox.Data;

/// <summary>Every entity of a type.</summary>
internal sealed record WholeRelation(string Type) : Relation
{
    public override IReadOnlyList<Entity> Collect(Snapshot snapshot, Entity of) => snapshot.Table(Type).Newest;
}
