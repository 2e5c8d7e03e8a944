namespace Gateway.Sandbox.Data;

/// <summary>The parent, its parent and so on.</summary>
/// <param name="Parent">The link to follow.</param>
internal sealed record AncestorRelation(string Parent) : Relation
{
    public override IReadOnlyList<Entity> Collect(Snapshot snapshot, Entity of)
    {
        List<Entity> found = [];
        var link = of.Shape.Find(Parent)!;
        for (var next = snapshot.Follow(of, link); next is not null && !found.Contains(next); next = snapshot.Follow(next, link))
        {
            found.Add(next);
        }

        return Sorted(found);
    }
}
