using Gateway.Caching.Storing;

namespace Gateway.Caching.Memo;

/// <summary>The place of one finished answer in a <see cref="ResponseMemo"/>.</summary>
internal sealed class MemoNode : SieveNode<MemoNode>
{
    public MemoNode(ResponseMemo memo, MemoKey key, byte[] body, MemoBasis basis, long madeAt)
    {
        Memo = memo;
        Key = key;
        Basis = basis;
        MadeAt = madeAt;
        Response = new MemoizedResponse(this, body);
        Size = (int)SizeOf(key.Text.Length, body.Length, basis);
    }

    public ResponseMemo Memo { get; }

    public MemoKey Key { get; }

    public MemoBasis Basis { get; }

    /// <summary>Milliseconds of Unix time.</summary>
    public long MadeAt { get; }

    public MemoizedResponse Response { get; }

    /// <summary>Estimated bytes of memory. Changed by the memo alone.</summary>
    public int Size { get; set; }

    /// <summary>Estimated bytes of memory of an answer that is not compressed yet.</summary>
    public static long SizeOf(int text, int body, MemoBasis basis) => 300L + text + body + basis.Size;
}
