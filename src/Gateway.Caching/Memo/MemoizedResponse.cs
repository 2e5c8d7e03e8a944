namespace Gateway.Caching.Memo;

/// <summary>A finished answer. Its bytes never change.</summary>
public sealed class MemoizedResponse
{
    private readonly byte[]?[] _coded = new byte[]?[MaxCodings];
    private readonly MemoNode _node;

    internal MemoizedResponse(MemoNode node, byte[] body) => (_node, Body) = (node, body);

    /// <summary>For how many codings there is room.</summary>
    public const int MaxCodings = 4;

    /// <summary>The whole response in UTF-8.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>When its oldest value was fetched: milliseconds of Unix time; far in the future if it has none.</summary>
    public long OldestAt => _node.Basis.OldestAt;

    /// <summary>As in <see cref="MemoBasis.Tag"/>.</summary>
    public object? Tag => _node.Basis.Tag;

    /// <summary>A name of its content, if anyone gave it one.</summary>
    public string? EntityTag { get; set; }

    /// <summary>Whether the response was made in some coding already.</summary>
    public bool IsCoded(int coding) => Volatile.Read(ref _coded[coding]) is not null;

    /// <summary>The response in some coding: made when it is first asked for, and kept.</summary>
    /// <param name="coding">From 0 to below <see cref="MaxCodings"/>; what it means is its users' affair.</param>
    /// <param name="encode">Makes it.</param>
    public ReadOnlyMemory<byte> Coded(int coding, Func<ReadOnlyMemory<byte>, byte[]> encode)
    {
        ArgumentNullException.ThrowIfNull(encode);
        if (Volatile.Read(ref _coded[coding]) is { } known)
        {
            return known;
        }

        byte[] made = encode(Body);
        if (Interlocked.CompareExchange(ref _coded[coding], made, null) is { } other)
        {
            return other;
        }

        _node.Memo.Grow(_node, made.Length);
        return made;
    }
}
