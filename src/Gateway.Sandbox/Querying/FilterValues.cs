using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Querying;

/// <summary>What the conditions of filters are about.</summary>
internal sealed class FilterValues(Snapshot snapshot)
{
    /// <summary>Reads a leaf; null if there is no data behind the name.</summary>
    public Func<Entity, object?>? Leaf(EntityShape shape, string name)
    {
        if (shape.Find(name) is { Role: FieldRole.Leaf or FieldRole.Mirror } leaf)
        {
            return leaf.Role == FieldRole.Leaf ? entity => entity[leaf.Slot] : entity => snapshot.Leaf(entity, leaf);
        }

        if (name.EndsWith("Id", StringComparison.Ordinal) && shape.Find(name[..^2]) is { Role: FieldRole.Link } link)
        {
            return entity => snapshot.Follow(entity, link)?.Id;
        }

        return (shape.Type.Name, name) switch
        {
            ("AgentActivity", "type") => entity => ((Entity)entity["content"]!)["type"],
            ("User", "invited" or "isInvited") => _ => false,
            _ => null,
        };
    }

    /// <summary>Finds the items of a collection; null if there is no data behind the name.</summary>
    public (Func<Entity, IReadOnlyList<Entity>> Of, EntityShape Shape)? Many(EntityShape shape, string name)
    {
        if (shape.Type.Name == "Issue" && name == "sharedWith")
        {
            return (SharedWith, snapshot.Schema.Shape("User"));
        }

        return shape.Find(name) is { Role: FieldRole.Many } many
            ? (entity => snapshot.Collect(entity, many), snapshot.Schema.Shape(many.Target))
            : null;
    }

    /// <summary>Tells whether an issue has relations of a kind; null if there is no data behind the name.</summary>
    public Func<Entity, object?>? Exists(EntityShape shape, string name) => (shape.Type.Name, name) switch
    {
        ("Issue", "hasBlockedByRelations") => entity => HasRelation(entity, "relatedIssue", "blocks"),
        ("Issue", "hasBlockingRelations") => entity => HasRelation(entity, "issue", "blocks"),
        ("Issue", "hasDuplicateRelations") => entity => HasRelation(entity, "issue", "duplicate"),
        ("Issue", "hasRelatedRelations") => entity => HasRelation(entity, "issue", "related") || HasRelation(entity, "relatedIssue", "related"),
        ("Issue", "hasSharedUsers") => entity => SharedWith(entity).Count > 0,
        _ => null,
    };

    private bool HasRelation(Entity issue, string end, string type) =>
        snapshot.Table("IssueRelation").LinkingTo(end, issue.Id).Any(relation => type.Equals(relation["type"]));

    private IReadOnlyList<Entity> SharedWith(Entity issue)
    {
        var access = (Entity)issue["sharedAccess"]!;
        return snapshot.Collect(access, access.Shape.Find("sharedWithUsers")!);
    }
}
