namespace Gateway.Caching.Keys;

/// <summary>Names one field of a record together with its arguments, as in <c>activities({"first":20})</c>.</summary>
/// <remarks>A class, so that the key of a plan and the key in a record can be one object and compare by reference.</remarks>
public sealed class FieldKey : IEquatable<FieldKey>
{
    // Two object headers, the hash and the reference to the text.
    private const int Overhead = 54;

    private readonly int _hash;

    /// <param name="text">The field's name, followed by its canonical arguments in parentheses if it has any.</param>
    public FieldKey(string text)
    {
        Text = text;
        _hash = string.GetHashCode(text, StringComparison.Ordinal);
    }

    /// <summary>Under this key a record says that the upstream knows no such entity.</summary>
    public static FieldKey NotFound { get; } = new("@notFound");

    /// <summary>Under this key a record says which entity its name stands for.</summary>
    public static FieldKey Alias { get; } = new("@alias");

    public string Text { get; }

    /// <summary>Bytes of memory that the record pays for: keys without arguments are the schema's own, and shared by all records.</summary>
    public int Size => Text.EndsWith(')') ? Overhead + (Text.Length * sizeof(char)) : 0;

    public bool Equals(FieldKey? other) =>
        ReferenceEquals(this, other) || (other is not null && other._hash == _hash && other.Text == Text);

    public override bool Equals(object? obj) => Equals(obj as FieldKey);

    public override int GetHashCode() => _hash;

    public override string ToString() => Text;
}
