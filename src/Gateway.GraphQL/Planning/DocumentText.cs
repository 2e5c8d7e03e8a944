namespace Gateway.GraphQL.Planning;

/// <summary>A document's text as a key: equal bytes are equal keys.</summary>
internal readonly struct DocumentText(ReadOnlyMemory<byte> utf8) : IEquatable<DocumentText>
{
    private readonly ReadOnlyMemory<byte> _utf8 = utf8;
    private readonly int _hash = Hash(utf8.Span);

    public bool Equals(DocumentText other) => _hash == other._hash && _utf8.Span.SequenceEqual(other._utf8.Span);

    public override bool Equals(object? obj) => obj is DocumentText other && Equals(other);

    public override int GetHashCode() => _hash;

    private static int Hash(ReadOnlySpan<byte> utf8)
    {
        // Seeded per process, so that nobody can prepare documents that collide.
        var hash = default(HashCode);
        hash.AddBytes(utf8);
        return hash.ToHashCode();
    }
}
