using System.Collections.Frozen;
using Gateway.GraphQL.Types;

namespace Gateway.Sandbox.Data;

/// <summary>What an object type stores and how its fields are answered.</summary>
internal sealed class EntityShape
{
    private readonly FrozenDictionary<string, FieldBinding> _byName;
    private readonly FrozenDictionary<FieldDefinition, FieldBinding> _byDefinition;

    public EntityShape(ObjectType type, IReadOnlyList<FieldBinding> bindings, int slots)
    {
        Type = type;
        Bindings = bindings;
        Slots = slots;
        _byName = bindings.ToFrozenDictionary(binding => binding.Name);
        _byDefinition = bindings.Where(binding => binding.Definition is not null).ToFrozenDictionary(binding => binding.Definition!);
        IdSlot = SlotOf("id");
        CreatedSlot = SlotOf("createdAt");
        UpdatedSlot = SlotOf("updatedAt");
        ArchivedSlot = SlotOf("archivedAt");
    }

    public ObjectType Type { get; }

    public IReadOnlyList<FieldBinding> Bindings { get; }

    /// <summary>How many values an entity holds.</summary>
    public int Slots { get; }

    /// <summary>-1, as for the slots below, if the type has no such field.</summary>
    public int IdSlot { get; }

    public int CreatedSlot { get; }

    public int UpdatedSlot { get; }

    public int ArchivedSlot { get; }

    /// <summary>The binding of that name; null if there is none.</summary>
    public FieldBinding? Find(string name) => _byName.GetValueOrDefault(name);

    public FieldBinding Of(FieldDefinition definition) => _byDefinition[definition];

    /// <exception cref="ArgumentException">Nothing of that name is stored.</exception>
    public int Slot(string name) => SlotOf(name) is var slot and >= 0
        ? slot
        : throw new ArgumentException($"{Type.Name} stores no \"{name}\".", nameof(name));

    private int SlotOf(string name) => Find(name)?.Slot ?? -1;
}
