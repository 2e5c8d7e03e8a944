using Gateway.GraphQL.Types;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Seeding;

/// <summary>Gives a fitting value to every field that nobody set.</summary>
/// <param name="schema">The shapes.</param>
/// <param name="idsOf">The ids of a type, in a fixed order.</param>
internal sealed class Filler(WorldSchema schema, Func<string, IReadOnlyList<string>> idsOf)
{
    private readonly Dictionary<string, IReadOnlyList<string>> _ids = [];

    public void Fill(EntityDraft draft)
    {
        foreach (var binding in draft.Shape.Bindings)
        {
            if (binding.Slot >= 0 && draft[binding.Slot] == EntityDraft.Unset)
            {
                draft[binding.Slot] = Value(draft, binding);
            }
        }
    }

    /// <summary>An embedded object with every field filled.</summary>
    public Entity Embedded(ObjectType type, Dice dice)
    {
        var draft = new EntityDraft(schema.Shape(type.Name), 0, dice) { Created = Instant.Epoch };
        Fill(draft);
        return draft.Finish();
    }

    private object? Value(EntityDraft draft, FieldBinding binding)
    {
        if (binding.Definition is null)
        {
            return Ids(draft, binding);
        }

        return binding.Role switch
        {
            FieldRole.Link => Link(draft, binding),
            FieldRole.Embedded when binding.Definition.Type.Nullable is ListTypeRef => EmbeddedList(draft, binding),
            FieldRole.Embedded => binding.IsNullable && draft.Dice.Chance(50) ? null : Embedded(draft, binding.Definition.Type.Named),
            _ => LeafFiller.Value(draft, binding),
        };
    }

    /// <summary>A few ids for a list that only a relation reads.</summary>
    private string[] Ids(EntityDraft draft, FieldBinding list)
    {
        var relation = draft.Shape.Bindings.Select(binding => binding.Relation).OfType<StoredRelation>().First(stored => stored.Field == list.Name);
        var ids = IdsOf(relation.Type);
        return [.. Enumerable.Range(0, Math.Min(ids.Count, draft.Dice.Below(3))).Select(_ => draft.Dice.Pick(ids)).Distinct()];
    }

    private Entity[]? EmbeddedList(EntityDraft draft, FieldBinding binding)
    {
        if (binding.IsNullable && draft.Dice.Chance(60))
        {
            return null;
        }

        var items = new Entity[draft.Dice.Below(3)];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Embedded(draft, binding.Definition!.Type.Named);
        }

        return items;
    }

    private Entity Embedded(EntityDraft draft, NamedType type) =>
        Embedded(type is UnionType union ? draft.Dice.Pick(union.Members) : (ObjectType)type, draft.Dice);

    private string? Link(EntityDraft draft, FieldBinding binding)
    {
        if (binding.IsNullable && draft.Dice.Chance(45))
        {
            return null;
        }

        var ids = IdsOf(binding.Target);

        // A link to its own type goes to an older one, so that chains end.
        int choices = binding.Target == draft.Shape.Type.Name ? draft.Index : ids.Count;
        return choices == 0 ? null : ids[draft.Dice.Below(choices)];
    }

    private IReadOnlyList<string> IdsOf(string type)
    {
        if (!_ids.TryGetValue(type, out var ids))
        {
            _ids[type] = ids = idsOf(type);
        }

        return ids;
    }
}
