using System.Text;
using Gateway.GraphQL.Types;
using Gateway.Sandbox.Data;
using Gateway.Sandbox.Seeding;

namespace Gateway.Sandbox.Changing;

/// <summary>Makes entities of commands: what is not given is null, empty or made up.</summary>
internal static class NewEntity
{
    /// <exception cref="CommandException">A link is missing that must be there.</exception>
    public static Entity Make(Snapshot snapshot, string type, IReadOnlyDictionary<string, object?> given, DateTimeOffset now, Dice dice)
    {
        var table = snapshot.Table(type);
        string created = table.Newest is [var newest, ..] ? Instant.After(now, newest.CreatedAt) : Instant.Text(now);
        var draft = new EntityDraft(table.Shape, table.Newest.Length, dice) { Created = now };
        draft["id"] = dice.Uuid();
        draft["createdAt"] = created;
        draft["updatedAt"] = created;
        foreach (var (name, value) in given)
        {
            draft[name] = value;
        }

        var filler = new Filler(snapshot.Schema, other => [.. snapshot.Table(other).Newest.Select(entity => entity.Id)]);
        foreach (var binding in table.Shape.Bindings.Where(binding => binding.Slot >= 0 && draft[binding.Slot] == EntityDraft.Unset))
        {
            draft[binding.Slot] = Missing(draft, binding, filler);
        }

        return draft.Finish();
    }

    private static object? Missing(EntityDraft draft, FieldBinding binding, Filler filler)
    {
        if (binding.Definition is null)
        {
            return Array.Empty<string>();
        }

        if (binding.IsNullable)
        {
            return null;
        }

        bool isList = binding.Definition.Type.Nullable is ListTypeRef;
        return binding.Role switch
        {
            FieldRole.Link => throw new CommandException($"{draft.Shape.Type.Name}.{binding.Name}Id must be given."),
            FieldRole.Embedded when isList => Array.Empty<Entity>(),
            FieldRole.Embedded => filler.Embedded((ObjectType)binding.Definition.Type.Named, draft.Dice),
            _ when isList => Array.Empty<string>(),
            _ when binding.Definition.Type.Named.Name == "JSONObject" => new RawJson(Encoding.UTF8.GetBytes("{}")),
            _ => LeafFiller.Value(draft, binding),
        };
    }
}
