namespace Gateway.Caching.Records;

/// <summary>What is known of one field.</summary>
public readonly struct FieldValue
{
    private const int ArrayOverhead = 24;

    private readonly object? _reference;
    private readonly int _offset;
    private readonly int _length;

    private FieldValue(FieldValueKind kind, object? reference, int offset = 0, int length = 0) =>
        (Kind, _reference, _offset, _length) = (kind, reference, offset, length);

    public static FieldValue Null => new(FieldValueKind.Null, null);

    public FieldValueKind Kind { get; }

    /// <summary>The raw JSON of a leaf.</summary>
    public ReadOnlyMemory<byte> Json => new((byte[])_reference!, _offset, _length);

    /// <summary>The bytes that a leaf's JSON is part of; shared by the leaves of a record.</summary>
    public byte[] Blob => (byte[])_reference!;

    public int Offset => _offset;

    public int Length => _length;

    /// <summary>The entity that a link leads to.</summary>
    public EntityLink Link => (EntityLink)_reference!;

    /// <summary>The values of a list.</summary>
    public FieldValue[] Items => (FieldValue[])_reference!;

    public EmbeddedObject Object => (EmbeddedObject)_reference!;

    /// <summary>What went wrong; its type is a matter between who made the value and who reads it.</summary>
    public object Error => _reference!;

    public static FieldValue OfLeaf(byte[] blob, int offset, int length) => new(FieldValueKind.Leaf, blob, offset, length);

    public static FieldValue OfLink(EntityLink link) => new(FieldValueKind.Link, link);

    public static FieldValue OfList(FieldValue[] items) => new(FieldValueKind.List, items);

    public static FieldValue OfObject(EmbeddedObject value) => new(FieldValueKind.Object, value);

    public static FieldValue OfError(object error) => new(FieldValueKind.Error, error);

    /// <summary>Whether an error is here or anywhere inside, so that the value must not be stored.</summary>
    public bool HasError => Kind switch
    {
        FieldValueKind.Error => true,
        FieldValueKind.List => Array.Exists(Items, item => item.HasError),
        FieldValueKind.Object => Array.Exists(Object.Values, value => value.HasError),
        _ => false,
    };

    /// <summary>Whether it tells the same as another, byte by byte. Errors never do.</summary>
    public bool Tells(in FieldValue other) => Kind == other.Kind && Kind switch
    {
        FieldValueKind.Leaf => Json.Span.SequenceEqual(other.Json.Span),
        FieldValueKind.Link => Link.Key == other.Link.Key,
        FieldValueKind.List => AreSame(Items, other.Items),
        FieldValueKind.Object => Object.TypeName == other.Object.TypeName
            && Object.Keys.AsSpan().SequenceEqual(other.Object.Keys)
            && AreSame(Object.Values, other.Object.Values),
        FieldValueKind.Error => false,
        _ => true,
    };

    /// <summary>Bytes of memory beyond this struct, the leaf's own JSON included.</summary>
    public int Size => Kind switch
    {
        FieldValueKind.Leaf => ArrayOverhead + _length,
        FieldValueKind.Link => Link.Size,
        FieldValueKind.List => ArrayOverhead + Items.Sum(item => 24 + item.Size),
        FieldValueKind.Object => 72 + Object.Values.Sum(value => 32 + value.Size),
        _ => 0,
    };

    private static bool AreSame(FieldValue[] some, FieldValue[] others)
    {
        if (some.Length != others.Length)
        {
            return false;
        }

        for (int i = 0; i < some.Length; i++)
        {
            if (!some[i].Tells(others[i]))
            {
                return false;
            }
        }

        return true;
    }
}
