namespace Gateway.Sandbox.Data;

/// <summary>All entities of a type that link here.</summary>
/// <param name="Type">The type of those entities.</param>
/// <param name="Field">Their link, or list of ids.</param>
/// <param name="Key">What they link to: a value of the entity asked, usually its id.</param>
internal sealed record ReverseRelation(string Type, string Field, string Key) : Relation
{
    public override IReadOnlyList<Entity> Collect(Snapshot snapshot, Entity of) =>
        of[Key] is string key ? snapshot.Table(Type).LinkingTo(Field, key) : [];
}
