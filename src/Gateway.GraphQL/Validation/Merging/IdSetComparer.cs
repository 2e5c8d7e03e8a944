using System.Runtime.InteropServices;

namespace Gateway.GraphQL.Validation.Merging;

/// <summary>Compares sorted arrays by what they hold.</summary>
internal sealed class IdSetComparer : IEqualityComparer<int[]>
{
    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(int[] obj)
    {
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes(obj.AsSpan()));
        return hash.ToHashCode();
    }
}
