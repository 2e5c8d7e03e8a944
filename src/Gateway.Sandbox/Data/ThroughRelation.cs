namespace Gateway.Sandbox.Data;

/// <summary>What the entities that link here link to themselves, as the members of a team through its memberships.</summary>
/// <param name="Between">The type between.</param>
/// <param name="Here">Its link to this side.</param>
/// <param name="There">Its link to the other side.</param>
/// <param name="Where">A flag that the entity between must have set; null for all.</param>
internal sealed record ThroughRelation(string Between, string Here, string There, string? Where) : Relation
{
    public override IReadOnlyList<Entity> Collect(Snapshot snapshot, Entity of) => Sorted(snapshot.Table(Between).LinkingTo(Here, of.Id)
        .Where(between => Where is null || between[Where] is true)
        .Select(between => snapshot.Follow(between, between.Shape.Find(There)!))
        .OfType<Entity>());
}
