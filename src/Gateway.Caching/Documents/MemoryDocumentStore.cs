namespace Gateway.Caching.Documents;

/// <summary>Keeps documents in the memory of this process alone.</summary>
internal sealed class MemoryDocumentStore(DocumentTable table) : IDocumentStore
{
    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(DocumentHash hash, CancellationToken cancel) =>
        ValueTask.FromResult<ReadOnlyMemory<byte>?>(table.Find(hash)?.Utf8);

    public ValueTask StoreAsync(DocumentHash hash, ReadOnlyMemory<byte> utf8, CancellationToken cancel)
    {
        table.Keep(hash, utf8.Span);
        return ValueTask.CompletedTask;
    }
}
