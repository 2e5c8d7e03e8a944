namespace Gateway.Caching.Documents;

/// <summary>A document in the memory of this process, and when Redis is to be told of it.</summary>
/// <param name="utf8">Its text, which nobody changes any more.</param>
internal sealed class KeptDocument(byte[] utf8)
{
    // Timestamps. At first it is time for both.
    private long _storeFrom = long.MinValue;
    private long _renewFrom = long.MinValue;

    public byte[] Utf8 { get; } = utf8;

    /// <summary>Whether it may be written to Redis: it was there before, or an allowance was taken for it.</summary>
    public bool IsAllowed { get; set; }

    /// <summary>Whether it is time to write the text; then it is the caller's to do, and nobody else's until <see cref="Schedule"/>.</summary>
    public bool BeginStore(long now) => Begin(ref _storeFrom, now);

    /// <summary>As <see cref="BeginStore"/>, of giving it a longer life.</summary>
    public bool BeginRenewal(long now) => Begin(ref _renewFrom, now);

    /// <summary>Sets from when on it is time again.</summary>
    public void Schedule(long storeFrom, long renewFrom)
    {
        Volatile.Write(ref _storeFrom, storeFrom);
        Volatile.Write(ref _renewFrom, renewFrom);
    }

    private static bool Begin(ref long from, long now)
    {
        long seen = Volatile.Read(ref from);
        return now >= seen && Interlocked.CompareExchange(ref from, long.MaxValue, seen) == seen;
    }
}
