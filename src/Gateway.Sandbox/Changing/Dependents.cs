using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Changing;

/// <summary>Finds what cannot be without an entity.</summary>
internal static class Dependents
{
    /// <summary>All that must go with the entity because its link must not be null, the entity itself last.</summary>
    public static IReadOnlyList<Entity> Of(Snapshot snapshot, Entity entity)
    {
        List<Entity> found = [];
        Collect(snapshot, entity, found);
        return found;
    }

    private static void Collect(Snapshot snapshot, Entity entity, List<Entity> found)
    {
        foreach (var table in snapshot.Tables)
        {
            foreach (var link in table.Shape.Bindings.Where(binding => MustHold(binding, entity.TypeName)))
            {
                foreach (var holder in table.LinkingTo(link.Name, entity.Id).Where(holder => !found.Contains(holder)))
                {
                    Collect(snapshot, holder, found);
                }
            }
        }

        found.Add(entity);
    }

    private static bool MustHold(FieldBinding binding, string type) => binding is { Role: FieldRole.Link, IsNullable: false } && binding.Target == type;
}
