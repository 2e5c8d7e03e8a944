namespace Gateway.Caching.Keys;

/// <summary>Names one cached entity, as in <c>Issue:9f2c</c>. Equal keys are the same record.</summary>
/// <param name="Type">A concrete object type of the schema, never an interface.</param>
/// <param name="Id">The upstream's id, unescaped and case-sensitive; or another name it is known by, such as <c>ENG-123</c>.</param>
public readonly record struct EntityKey(string Type, string Id)
{
    // Ids tell entities apart; types hardly do. Kept, since a walk looks each entity up several times, and ids are long.
    private readonly int _hash = HashOf(Id);

    public string Id
    {
        get;
        init
        {
            field = value;
            _hash = HashOf(value);
        }
    } = Id;

    /// <summary>The record of one root field with its arguments: each has its own, so that none grows with what callers think of asking.</summary>
    public static EntityKey OfRoot(FieldKey field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return new EntityKey("Query", field.Text);
    }

    /// <summary>Bytes of memory beyond this struct: those of the id, since the types are few and shared.</summary>
    public int Size => 22 + (Id.Length * sizeof(char));

    public bool Equals(EntityKey other) => _hash == other._hash && Id == other.Id && Type == other.Type;

    public override int GetHashCode() => _hash;

    public override string ToString() => $"{Type}:{Id}";

    private static int HashOf(string? id) => id?.GetHashCode(StringComparison.Ordinal) ?? 0;
}
