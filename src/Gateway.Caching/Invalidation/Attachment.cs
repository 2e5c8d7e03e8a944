namespace Gateway.Caching.Invalidation;

/// <summary>How this process numbers what is shared, from when it joined until it joins anew. Compared by reference.</summary>
/// <param name="epoch">Which life of the shared sequence.</param>
/// <param name="offset">What is added to a number of the epoch, so that all are later than any number this process has used before.</param>
/// <param name="joinedAt">The number of the epoch at which it joined.</param>
internal sealed class Attachment(string epoch, long offset, long joinedAt)
{
    public string Epoch { get; } = epoch;

    public long Offset { get; } = offset;

    /// <summary>The number of the epoch at which it joined: up to there it took for applied what it had not heard of.</summary>
    public long JoinedAt { get; } = joinedAt;

    /// <summary>The same as a sequence number of this process. What began before is not shared.</summary>
    public long Start { get; } = offset + joinedAt;

    /// <summary>A number of the epoch as a sequence number of this process.</summary>
    public long ToLocal(long number) => Offset + number;

    /// <summary>A sequence number of this process as a number of the epoch.</summary>
    public long ToShared(long sequence) => sequence - Offset;
}
