namespace Gateway.Caching.Documents;

/// <summary>Keeps documents in the memory of this process alone.</summary>
internal sealed class MemoryDocumentStore(DocumentTable table) : IDocumentStore
{
    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(DocumentHash hash, CancellationToken cancel) =>
        ValueTask.FromResult<ReadOnlyMemory<byte>?>(table.Find(hash) is { } known ? known.Utf8 : default(ReadOnlyMemory<byte>?));

    public ValueTask StoreAsync(DocumentHash hash, ReadOnlyMemory<byte> utf8, CancellationToken cancel)
    {
        table.Keep(hash, utf8.Span);
        return ValueTask.CompletedTask;
    }
}
