namespace Gateway.Caching.Documents;

/// <summary>Keeps documents by their hash, for a while. Safe for concurrent use.</summary>
/// <remarks>What it gives has been compared with its hash. What it was given may be gone at any time; then it is to be given once more.</remarks>
public interface IDocumentStore
{
    /// <summary>The text of that hash in UTF-8; null if it is not there, or cannot be asked for.</summary>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(DocumentHash hash, CancellationToken cancel);

    /// <summary>Keeps a copy of a text, if it is not too long. When the task has ended, others that share the store find it, unless they cannot be reached.</summary>
    /// <param name="hash">That of the text.</param>
    /// <param name="utf8">The caller's; it may change once this has returned.</param>
    /// <param name="cancel">Ends the waiting with an exception.</param>
    /// <exception cref="ArgumentException">The hash is that of another text. Nothing was kept.</exception>
    ValueTask StoreAsync(DocumentHash hash, ReadOnlyMemory<byte> utf8, CancellationToken cancel);
}
