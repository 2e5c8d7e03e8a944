using System.Collections.Immutable;

namespace Gateway.Sandbox.Data;

/// <summary>The whole world at one moment. Frozen and safe for concurrent use.</summary>
internal sealed class Snapshot(WorldSchema schema, ImmutableDictionary<string, EntityTable> tables)
{
    public WorldSchema Schema { get; } = schema;

    public IEnumerable<EntityTable> Tables => tables.Values;

    public EntityTable Table(string type) => tables[type];

    /// <summary>The entity; null if there is none.</summary>
    public Entity? Find(string type, string id) => tables.TryGetValue(type, out var table) ? table.Find(id) : null;

    /// <summary>What a to-one field leads to; null if it leads nowhere, also when its target was removed.</summary>
    public Entity? Follow(Entity entity, FieldBinding binding) => binding.Role switch
    {
        FieldRole.Link => entity[binding.Slot] is string id ? Find(binding.Target, id) : null,
        FieldRole.One => binding.Relation!.Collect(this, entity) is [var first, ..] ? first : null,
        FieldRole.Embedded => entity[binding.Slot] as Entity,
        _ => null,
    };

    /// <summary>The value of a leaf; see <see cref="Entity.this[int]"/>.</summary>
    public object? Leaf(Entity entity, FieldBinding binding) => binding.Role switch
    {
        FieldRole.Mirror => Follow(entity, binding.Mirrored!)?.Id,
        FieldRole.Link => Follow(entity, binding)?.Id,
        _ => entity[binding.Slot],
    };

    /// <summary>The entities of a to-many field, newest first; of an embedded list, in its own order.</summary>
    public IReadOnlyList<Entity> Collect(Entity entity, FieldBinding binding) =>
        binding.Role == FieldRole.Embedded ? (Entity[])entity[binding.Slot]! : binding.Relation!.Collect(this, entity);

    /// <summary>The world with one entity put in or replaced, or, given null, taken out.</summary>
    public Snapshot With(string type, string id, Entity? entity) => new(Schema, tables.SetItem(type, tables[type].With(id, entity)));
}
