namespace Gateway.Sandbox.Data;

/// <summary>One object of the world, or one that is embedded in another. Never changes: a change makes a new one.</summary>
internal sealed class Entity(EntityShape shape, object?[] values)
{
    public EntityShape Shape { get; } = shape;

    /// <summary>Empty for an embedded object without an id.</summary>
    public string Id { get; } = shape.IdSlot < 0 ? "" : values[shape.IdSlot] as string ?? "";

    public string CreatedAt => Shape.CreatedSlot < 0 ? "" : (string)values[Shape.CreatedSlot]!;

    public string UpdatedAt => Shape.UpdatedSlot < 0 ? "" : (string)values[Shape.UpdatedSlot]!;

    public bool IsArchived => Shape.ArchivedSlot >= 0 && values[Shape.ArchivedSlot] is not null;

    public string TypeName => Shape.Type.Name;

    /// <summary>The stored value: a string, double, bool, string[], double[], <see cref="RawJson"/>, an entity or entities; links are ids.</summary>
    public object? this[int slot] => values[slot];

    /// <inheritdoc cref="this[int]"/>
    public object? this[string name] => values[Shape.Slot(name)];

    /// <summary>The same object with other values.</summary>
    public Entity With(IReadOnlyDictionary<string, object?> changes)
    {
        object?[] copy = (object?[])values.Clone();
        foreach (var (name, value) in changes)
        {
            copy[Shape.Slot(name)] = value;
        }

        return new Entity(Shape, copy);
    }
}
