using System.Text.Json;
using Gateway.GraphQL.Execution;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Querying;

/// <summary>The few fields whose arguments are not those of a page.</summary>
internal static class ArgumentFields
{
    // What archived issues add to a stored count.
    private const double Archived = 7;

    public static SourceValue Answer(Snapshot snapshot, Entity entity, FieldBinding binding, ReadOnlyMemory<byte> arguments)
    {
        using var json = JsonDocument.Parse(arguments);
        switch (binding.Name)
        {
            case "issueCount":
                double count = (double)entity[binding.Slot]!;
                return SourceValue.Leaf(json.RootElement.GetProperty("includeArchived").ValueKind == JsonValueKind.True ? count + Archived : count);
            case "membership":
                string user = json.RootElement.GetProperty("userId").GetString()!;
                var membership = snapshot.Table("TeamMembership").LinkingTo("team", entity.Id).FirstOrDefault(one => user.Equals(one["user"]));
                return membership is null ? SourceValue.Null : SourceValue.Object(membership);
            default:
                return entity[binding.Slot] is Entity[] files ? SourceValue.List(files) : SourceValue.Null;
        }
    }

    /// <summary>The entities of a connection that was asked to look below its entity too; null if it was not.</summary>
    public static IReadOnlyList<Entity>? Widen(Snapshot snapshot, Entity entity, FieldBinding binding, PageArguments arguments)
    {
        string? parent = arguments.IsTrue("includeSubTeams") ? "parent" : arguments.IsTrue("includeSubInitiatives") ? "parentInitiative" : null;
        if (parent is null)
        {
            return null;
        }

        List<Entity> owners = [entity];
        for (int i = 0; i < owners.Count; i++)
        {
            owners.AddRange(snapshot.Table(entity.TypeName).LinkingTo(parent, owners[i].Id).Except(owners));
        }

        Entity[] all = [.. owners.SelectMany(owner => snapshot.Collect(owner, binding)).DistinctBy(found => found.Id)];
        Array.Sort(all, EntityOrder.Created);
        return all;
    }
}
