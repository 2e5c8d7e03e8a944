using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Seeding;

/// <summary>An entity in the making. What is not set is filled in at the end.</summary>
internal sealed class EntityDraft
{
    /// <summary>Stands where nothing was set; null is a value.</summary>
    public static object Unset { get; } = new();

    private readonly object?[] _values;

    public EntityDraft(EntityShape shape, int index, Dice dice)
    {
        Shape = shape;
        Index = index;
        Dice = dice;
        _values = new object?[shape.Slots];
        Array.Fill(_values, Unset);
    }

    public EntityShape Shape { get; }

    /// <summary>The how manieth of its type, from 0.</summary>
    public int Index { get; }

    public Dice Dice { get; }

    public DateTimeOffset Created { get; init; }

    public string Id => (string)_values[Shape.IdSlot]!;

    public object? this[string name]
    {
        get => _values[Shape.Slot(name)];
        set => _values[Shape.Slot(name)] = value is int number ? (double)number : value;
    }

    public object? this[int slot]
    {
        get => _values[slot];
        set => _values[slot] = value;
    }

    /// <summary>Sets fields that stay null.</summary>
    public EntityDraft Clear(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            this[name] = null;
        }

        return this;
    }

    public bool Has(string name) => this[name] is not null && this[name] != Unset;

    public Entity Finish() => new(Shape, _values);
}
