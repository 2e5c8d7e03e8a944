namespace Gateway.Caching.Memo;

/// <summary>Compares requests byte by byte.</summary>
internal sealed class MemoKeyComparer : IEqualityComparer<MemoKey>, IAlternateEqualityComparer<MemoProbe, MemoKey>
{
    public bool Equals(MemoKey x, MemoKey y) => x.Scope == y.Scope && x.Text.AsSpan().SequenceEqual(y.Text);

    public bool Equals(MemoProbe alternate, MemoKey other) => alternate.Scope == other.Scope && alternate.Text.SequenceEqual(other.Text);

    public int GetHashCode(MemoKey obj) => GetHashCode(new MemoProbe(obj.Text, obj.Scope));

    public int GetHashCode(MemoProbe alternate)
    {
        // Seeded per process, so that nobody can prepare requests that collide.
        var hash = default(HashCode);
        hash.AddBytes(alternate.Text);
        hash.Add(alternate.Scope.Name);
        return hash.ToHashCode();
    }

    public MemoKey Create(MemoProbe alternate) => new(alternate.Text.ToArray(), alternate.Scope);
}
