using System.Collections.Concurrent;

namespace Gateway.Caching.Documents;

/// <summary>Documents in the memory of this process, bounded in bytes; those not asked for lately are forgotten. Safe for concurrent use.</summary>
/// <remarks>
/// Two generations: when the young one is full it becomes the old one, and what was the old one is forgotten but for what was asked for meanwhile.
/// So what is in use outlives a flood of documents that are sent once.
/// </remarks>
/// <param name="capacity">Most bytes, what they cost beside their text included.</param>
internal sealed class DocumentTable(long capacity)
{
    // Measured: entry, key, object and array header.
    private const int Overhead = 200;

    private readonly Lock _gate = new();
    private volatile Generation _young = new();
    private volatile Generation _old = new();

    /// <summary>About how many bytes there are.</summary>
    public long Bytes => Volatile.Read(ref _young.Bytes) + Volatile.Read(ref _old.Bytes);

    /// <summary>Most bytes of one document.</summary>
    public int MaxLength { get; } = (int)Math.Min((capacity / 2) - Overhead, Array.MaxLength);

    /// <summary>The document of that hash; null if it is not here.</summary>
    public KeptDocument? Find(DocumentHash hash) =>
        _young.Documents.TryGetValue(hash, out var known) ? known
        : _old.Documents.TryGetValue(hash, out known) ? Add(hash, known)
        : null;

    /// <summary>Takes a copy of a text, unless it is there, or longer than <see cref="MaxLength"/>.</summary>
    /// <returns>What is there now; null if it is too long.</returns>
    /// <exception cref="ArgumentException">The hash is that of another text.</exception>
    public KeptDocument? Keep(DocumentHash hash, ReadOnlySpan<byte> utf8) =>
        utf8.Length > MaxLength ? null
        : Find(hash) is { } known ? known
        : DocumentHash.Of(utf8) == hash ? Add(hash, new KeptDocument(utf8.ToArray()))
        : throw new ArgumentException("Not the hash of this text.", nameof(hash));

    private KeptDocument Add(DocumentHash hash, KeptDocument document)
    {
        int size = document.Utf8.Length + Overhead;
        lock (_gate)
        {
            var young = _young;
            if (young.Documents.TryGetValue(hash, out var known))
            {
                return known;
            }

            if (young.Bytes + size > capacity / 2)
            {
                _old = young;
                _young = young = new Generation();
            }

            young.Documents[hash] = document;
            young.Bytes += size;
            return document;
        }
    }

    private sealed class Generation
    {
        public long Bytes;

        public ConcurrentDictionary<DocumentHash, KeptDocument> Documents { get; } = new();
    }
}
