namespace Gateway.GraphQL.Execution;

/// <summary>A value in the terms of its source, which alone knows what the reference and the number mean.</summary>
public readonly struct SourceValue
{
    public SourceValue(ValueKind kind, object? reference, long number) => (Kind, Reference, Number) = (kind, reference, number);

    /// <summary>A value whose number is a range.</summary>
    public SourceValue(ValueKind kind, object? reference, int offset, int length)
        : this(kind, reference, ((long)offset << 32) | (uint)length)
    {
    }

    public static SourceValue Missing => default;

    public static SourceValue Null => new(ValueKind.Null, null, 0);

    public object? Reference { get; }

    public long Number { get; }

    /// <summary>The number as a range: where it begins.</summary>
    public int Offset => (int)(Number >> 32);

    /// <summary>The number as a range: how long it is.</summary>
    public int Length => (int)Number;

    public ValueKind Kind { get; }

    public static SourceValue Leaf(object? reference) => new(ValueKind.Leaf, reference, 0);

    public static SourceValue Object(object? reference) => new(ValueKind.Object, reference, 0);

    public static SourceValue List(object? reference) => new(ValueKind.List, reference, 0);

    public static SourceValue Error(FieldFault fault) => new(ValueKind.Error, fault, 0);
}
