namespace Gateway.GraphQL.Execution;

/// <summary>A value in the terms of its source, which alone knows what the reference and the two numbers mean.</summary>
public readonly struct SourceValue
{
    public SourceValue(ValueKind kind, object? reference, int offset, int length) =>
        (Kind, Reference, Offset, Length) = (kind, reference, offset, length);

    public static SourceValue Missing => default;

    public static SourceValue Null => new(ValueKind.Null, null, 0, 0);

    public object? Reference { get; }

    public int Offset { get; }

    public int Length { get; }

    public ValueKind Kind { get; }

    public static SourceValue Leaf(object? reference) => new(ValueKind.Leaf, reference, 0, 0);

    public static SourceValue Object(object? reference) => new(ValueKind.Object, reference, 0, 0);

    public static SourceValue List(object? reference) => new(ValueKind.List, reference, 0, 0);

    public static SourceValue Error(FieldFault fault) => new(ValueKind.Error, fault, 0, 0);
}
