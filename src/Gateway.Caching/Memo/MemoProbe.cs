using Gateway.Caching.Keys;

namespace Gateway.Caching.Memo;

/// <summary>A <see cref="MemoKey"/> in memory that is not its own.</summary>
internal readonly ref struct MemoProbe(ReadOnlySpan<byte> text, CacheScope scope)
{
    public ReadOnlySpan<byte> Text { get; } = text;

    public CacheScope Scope { get; } = scope;
}
